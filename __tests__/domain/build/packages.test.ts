import { expect, test } from 'vitest';
import { binaryName, clashes, parseListing } from '../../../src/domain/build/packages.ts';

const text = `{
	"ImportPath": "github.com/mattn/go-sqlite3",
	"Name": "sqlite3",
	"DepOnly": true,
	"Module": {
		"Path": "github.com/mattn/go-sqlite3"
	},
	"CgoFiles": [
		"sqlite3.go"
	]
}
{
	"ImportPath": "example.com/notes/store",
	"Name": "store",
	"Module": {
		"Path": "example.com/notes"
	},
	"Match": [
		"./..."
	]
}
{
	"ImportPath": "example.com/notes/cmd/app",
	"Name": "main",
	"Module": {
		"Path": "example.com/notes"
	},
	"Match": [
		"./...",
		"./cmd/app"
	],
	"GoFiles": [
		"main.go"
	]
}
{
	"ImportPath": "example.com/notes/cmd/only-tests",
	"Name": "main",
	"Match": [
		"./cmd/only-tests"
	],
	"TestGoFiles": [
		"main_test.go"
	]
}
{
	"ImportPath": "golang.org/x/tools/cmd/x",
	"Name": "main",
	"DepOnly": true
}
{
	"ImportPath": "./nope",
	"Match": [
		"./nope"
	],
	"Error": {
		"Err": "stat /work/nope: directory not found"
	}
}
`;

const listing = {
  mains: [{ importPath: 'example.com/notes/cmd/app', binary: 'app' }],
  cgoModules: ['github.com/mattn/go-sqlite3'],
  errors: ['stat /work/nope: directory not found'],
  matched: new Set(['...', 'cmd/app']),
};

test('a listing tells programs, modules that need cgo, patterns with a program, and errors', () => {
  expect(parseListing(text)).toEqual(listing);
  expect(parseListing(text.replaceAll('\n', '\r\n'))).toEqual(listing);
});

test('a module with cgo files that is no known stub needs nothing', () => {
  expect(parseListing(text.replaceAll('mattn/go-sqlite3', 'other/driver')).cgoModules).toEqual([]);
});

test('a known stub without cgo files on this system needs nothing', () => {
  expect(parseListing(text.replace('"CgoFiles"', '"GoFiles"')).cgoModules).toEqual([]);
});

test('of nothing nothing is read', () => {
  const empty = { mains: [], cgoModules: [], errors: [], matched: new Set() };
  expect(parseListing('')).toEqual(empty);
});

test.each([
  ['example.com/notes', 'notes'],
  ['example.com/notes/v2', 'notes'],
  ['example.com/notes/v10', 'notes'],
  ['example.com/notes/v1', 'v1'],
  ['example.com/notes/v0', 'v0'],
  ['example.com/notes/v02', 'v02'],
  ['example.com/notes.v2', 'notes.v2'],
  ['example.com/notes/cmd/v2x', 'v2x'],
  ['notes', 'notes'],
  ['v2', 'v2'],
])('the program of %s is called %s', (importPath, expected) => {
  expect(binaryName(importPath)).toBe(expected);
});

test('programs of one name clash, whatever the case', () => {
  const main = (importPath: string): { importPath: string; binary: string } => ({
    importPath,
    binary: binaryName(importPath),
  });
  const [a, b, c, d] = [main('x/a/app'), main('x/b/App'), main('x/c/app/v2'), main('x/other')];
  expect(clashes([a, b, c, d])).toEqual([[a, b, c]]);
  expect(clashes([a, d])).toEqual([]);
});
