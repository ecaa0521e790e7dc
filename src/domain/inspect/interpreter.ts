/** Will the system that runs it have the loader that the program names? */

import type { Asked } from './asked.ts';
import { type Finding, createFinding } from './finding.ts';
import { loaderOf } from './loader.ts';
import type { Needs } from './needs.ts';

export function judgeInterpreter(asked: Asked, needs: Needs): readonly Finding[] {
  const { link, interpreter = '', os, arch } = needs;
  if (os !== 'linux') return [];
  const loader = loaderOf(interpreter, arch);
  if (link === 'interp-only') return [interpreterOnly(interpreter)];
  if (link === 'unknown') return [unknownClass(interpreter)];
  if (link !== 'dynamic-glibc' && link !== 'dynamic-musl') return [];
  if (loader?.usual === false) return [unusual(interpreter)];
  const alpine = asked.floors.some(
    (floor) => floor.kind === 'distribution' && floor.id === 'alpine',
  );
  return link === 'dynamic-musl' && !alpine ? [muslOnly(interpreter)] : [];
}

function interpreterOnly(interpreter: string): Finding {
  return createFinding('GS-INTERP', 'warning', {
    message:
      'it uses no shared library and yet names a loader: where that file is absent (Alpine, empty images), it does not start',
    value: interpreter,
    fix: 'remove -buildmode=pie from flags',
  });
}

function unknownClass(interpreter: string): Finding {
  return createFinding('GS-INTERP', 'warning', {
    message: 'how it reaches the C library is not known, so neither is what it runs on',
    value: interpreter === '' ? 'a dynamic section without a loader' : interpreter,
    fix: 'build with `cgo: off`, or with a C compiler for glibc or musl',
  });
}

function unusual(interpreter: string): Finding {
  return createFinding('GS-INTERP', 'warning', {
    message: 'it names a loader that lies where common distributions have none',
    value: interpreter,
    fix: "build with `cgo: off`, or outside of Nix and the like, with the distribution's own C compiler",
  });
}

function muslOnly(interpreter: string): Finding {
  return createFinding('GS-INTERP', 'warning', {
    message: 'it is linked against musl, so it starts on Alpine and nowhere else',
    value: interpreter === '' ? 'libc of musl' : interpreter,
    fix: 'build with `cgo: off`, or add `-linkmode external -extldflags -static` to ldflags',
  });
}
