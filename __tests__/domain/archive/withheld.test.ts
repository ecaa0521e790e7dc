import { expect, test } from 'vitest';
import {
  isNeverPacked,
  keepsFolder,
  looksLike,
  namesWithheld,
} from '../../../src/domain/archive/withheld.ts';

test.each([
  ['app.db', 'state'],
  ['APP.DB', 'state'],
  ['app.sqlite', 'state'],
  ['app.sqlite3', 'state'],
  ['app.db-wal', 'state'],
  ['app.db-shm', 'state'],
  ['app.sqlite-journal', 'state'],
  ['cache.bolt', 'state'],
  ['dump.rdb', 'state'],
  ['access.log', 'state'],
  ['app.pid', 'state'],
  ['.env', 'private'],
  ['.env.production', 'private'],
  ['prod.env', 'private'],
  ['.env.example', undefined],
  ['.env.sample', undefined],
  ['id_ed25519', 'private'],
  ['id_ed25519.pub', undefined],
  ['server.key', 'private'],
  ['privkey.pem', 'private'],
  ['server-key.pem', 'private'],
  ['ca.pem', undefined],
  ['store.p12', 'private'],
  ['.htpasswd', 'private'],
  ['0001_init.sql', undefined],
  ['app.yaml', undefined],
  ['database.go', undefined],
  ['keyboard.js', undefined],
  ['environment.json', undefined],
  ['catalogue', undefined],
])('%s looks like %s', (name, expected) => {
  expect(looksLike(name)).toBe(expected);
});

test.each([
  ['seed.db', true],
  ['data/*.db', true],
  ['data/*.sqlite*', true],
  ['.env*', true],
  ['certs/server.key', true],
  ['data/**', false],
  ['data/*', false],
  ['data.db/**', false],
  ['**/*', false],
])('the pattern %s names what is withheld: %s', (pattern, expected) => {
  expect(namesWithheld(pattern)).toBe(expected);
});

test.each([
  ['static/.gitkeep', true],
  ['static/.git/config', true],
  ['.gitignore', true],
  ['static/.DS_Store', true],
  ['static/.well-known/security.txt', false],
  ['static/git/a', false],
])('%s is never packed: %s', (name, expected) => {
  expect(isNeverPacked(name)).toBe(expected);
});

test.each([
  ['static/uploads/.gitkeep', true],
  ['static/.gitignore', true],
  ['static/my.gitkeep', false],
  ['static/.DS_Store', false],
])('%s keeps its folder: %s', (name, expected) => {
  expect(keepsFolder(name)).toBe(expected);
});
