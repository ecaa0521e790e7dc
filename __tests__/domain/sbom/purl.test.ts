import { expect, test } from 'vitest';
import { formatPurl } from '../../../src/domain/sbom/purl.ts';

test.each([
  [
    { path: 'github.com/gin-gonic/gin', version: 'v1.12.0' },
    'pkg:golang/github.com/gin-gonic/gin@v1.12.0',
  ],
  [
    { path: 'github.com/BurntSushi/toml', version: 'v1.4.0' },
    'pkg:golang/github.com/burntsushi/toml@v1.4.0',
  ],
  [
    { path: 'github.com/go-playground/validator/v10', version: 'v10.30.1' },
    'pkg:golang/github.com/go-playground/validator/v10@v10.30.1',
  ],
  [
    { path: 'github.com/docker/docker', version: 'v27.1.1+incompatible' },
    'pkg:golang/github.com/docker/docker@v27.1.1%2Bincompatible',
  ],
  [
    { path: 'golang.org/x/tools', version: 'v0.0.0-20240121214520-5f936abd7ae8' },
    'pkg:golang/golang.org/x/tools@v0.0.0-20240121214520-5f936abd7ae8',
  ],
  [
    { path: 'google.golang.org/genproto', subpath: 'googleapis/api/annotations' },
    'pkg:golang/google.golang.org/genproto#googleapis/api/annotations',
  ],
  [
    { path: 'git.example.com/~user/it s!', version: 'v1.0.0', subpath: './cmd/../A b' },
    'pkg:golang/git.example.com/~user/it%20s%21@v1.0.0#cmd/A%20b',
  ],
  [{ path: 'stdlib', version: '1.26.8' }, 'pkg:golang/stdlib@1.26.8'],
  [{ path: 'example.com/notes', version: '' }, 'pkg:golang/example.com/notes'],
])('%o is %s', (parts, purl) => {
  expect(formatPurl(parts)).toBe(purl);
});
