// The notes wait in a buffer for up to a minute before they are written.
package main

import (
	"log"
	"net/http"
	"time"

	"example.com/variants/internal/notes"
)

func main() {
	file, err := notes.OpenFile("notes.txt")
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		for range time.Tick(time.Minute) {
			if err := file.Flush(); err != nil {
				log.Print(err)
			}
		}
	}()
	log.Fatal(http.ListenAndServe(notes.Address(), notes.Handler(file)))
}
