/** Which lines of Go mend a Gin service? */

export const healthRoute: readonly string[] = [
  'r.GET("/healthz", func(c *gin.Context) { c.Status(http.StatusOK) })',
];

/** `resolveAddress` of Gin reads PORT only where Run has no argument (gin/utils.go). */
export const listenOnPort: readonly string[] = [
  'r.Run() // reads PORT; r.Run(":8080") does not',
  'or without Gin: http.ListenAndServe(":"+os.Getenv("PORT"), handler)',
];

/**
 * One text, as its lines belong together. `Engine.Run` has no Shutdown of its own:
 * https://github.com/gin-gonic/gin/issues/2969.
 */
export const gracefulShutdown: readonly string[] = [
  [
    'srv := &http.Server{Addr: ":" + os.Getenv("PORT"), Handler: r}',
    'go func() {',
    '\tif err := srv.ListenAndServe(); err != http.ErrServerClosed {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '}()',
    'ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)',
    'defer stop()',
    '<-ctx.Done()',
    'grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)',
    'defer cancel()',
    'if err := srv.Shutdown(grace); err != nil {',
    '\tlog.Print(err)',
    '}',
  ].join('\n'),
];
