import { expect, test } from 'vitest';
import { type Panic, parsePanic } from '../../../src/domain/service/panic.ts';

/** As Go 1.26 prints them, with -trimpath. */
const inLibrary = `[GIN-debug] x
panic: html/template: pattern matches no files: \`templates/*\` [recovered]

goroutine 1 [running]:
html/template.Must(...)
\thtml/template/template.go:368
github.com/gin-gonic/gin.(*Engine).LoadHTMLGlob(0xc000102680, {0x9a2e11, 0xb})
\tgithub.com/gin-gonic/gin@v1.12.0/gin.go:283 +0x2d4
main.main()
\texample.com/shop/cmd/shop/main.go:12 +0x2c
exit status 2
`;

const inOwnPackage = `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a5b6c]

goroutine 1 [running]:
panic({0x12, 0x34})
\truntime/panic.go:783 +0x132
shop/internal/store.(*Store).Open(0x0, {0x1, 0x2})
\tshop/internal/store/store.go:31 +0x1d
main.main()
\tshop/main.go:9 +0x1e
`;

test.each<[string, string, Panic | undefined]>([
  [
    'through libraries to the program itself',
    inLibrary,
    {
      what: 'html/template: pattern matches no files: `templates/*`',
      at: 'main.main (main.go:12)',
    },
  ],
  [
    'in a package of a module without a dot',
    inOwnPackage,
    {
      what: 'runtime error: invalid memory address or nil pointer dereference',
      at: 'shop/internal/store.(*Store).Open (store.go:31)',
    },
  ],
  ['without a stack', 'panic: x\n', { what: 'x' }],
  [
    'that is a fatal error',
    'fatal error: all goroutines are asleep - deadlock!\n',
    { what: 'all goroutines are asleep - deadlock!' },
  ],
  ['the last of several', 'panic: first\nmore\npanic: second\r\n', { what: 'second' }],
  ['of which only the word is there', 'do not panic: it is fine', undefined],
  [
    'with a stack that is cut off',
    'panic: x\n\ngoroutine 1 [running]:\nmain.main()',
    { what: 'x' },
  ],
])('a panic %s', (_, output, expected) => {
  expect(parsePanic(output)).toEqual(expected);
});
