// Which address answers what.
package main

import (
	"github.com/gin-gonic/gin"
)

func newRouter(s *store, maxLength int) *gin.Engine {
	r := gin.New()
	r.GET("/", func(c *gin.Context) { l, _ := s.list(c); c.JSON(200, l) })
	return r
}
