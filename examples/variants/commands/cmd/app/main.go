// App is a program of commands: it serves only when it is told to, at the
// address that a flag gives.
package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "app", Short: "A service among other things"}
	root.AddCommand(serve(), version())
	cobra.CheckErr(root.Execute())
}

func serve() *cobra.Command {
	var address string
	command := &cobra.Command{
		Use:   "serve",
		Short: "Answer requests",
		RunE: func(*cobra.Command, []string) error {
			http.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
			log.Print("serving at ", address)
			return http.ListenAndServe(address, nil)
		},
	}
	command.Flags().StringVar(&address, "http", "127.0.0.1:8090", "address to listen on")
	return command
}

func version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Run:   func(*cobra.Command, []string) { fmt.Println("app 1.0.0") },
	}
}
