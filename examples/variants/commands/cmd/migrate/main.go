// Migrate prepares the database and ends.
package main

import (
	"fmt"
	"os"
)

func main() {
	file, err := os.OpenFile("schema.txt", os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = fmt.Fprintln(file, "notes: text")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "migrate:", err)
		os.Exit(1)
	}
	fmt.Println("the schema is up to date")
}
