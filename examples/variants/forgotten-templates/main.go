// The templates are in views/, which no archive takes along by itself.
package main

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

func main() {
	r := gin.Default()
	r.LoadHTMLGlob("views/*.html")
	r.GET("/", func(c *gin.Context) {
		c.HTML(http.StatusOK, "index.html", gin.H{"Title": "Notes"})
	})
	if err := r.Run(); err != nil {
		log.Fatal(err)
	}
}
