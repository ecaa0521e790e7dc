/** What is built? A service in a repository of its own, with the configuration of both sides in it. */

import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, gitCommit } from '../__tests__/action/repository.ts';
import { repository } from '../__tests__/action/runner.ts';
import type { Bench } from './bench.ts';
import { goreleaserConfig } from './goreleaser-config.ts';
import { runProgram } from './program.ts';

const mainGo = `package main

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

var version, commit, date = "dev", "none", "unknown"

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	r := gin.Default()
	r.GET("/ping", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"message": "pong"}) })
	r.GET("/healthz", func(c *gin.Context) {
		c.JSON(http.StatusOK, gin.H{"version": version, "commit": commit, "date": date})
	})
	if err := r.Run(":" + port); err != nil {
		os.Exit(1)
	}
}
`;

const goMod = `module example.com/pinger

go 1.26

require github.com/gin-gonic/gin v1.12.0
`;

export interface Subject {
  /** A copy for one side; two copies have the same commits. */
  copy(side: string): Repository;
}

export interface Repository {
  readonly dir: string;
  /** An empty commit with a tag: sources stay as they are, the stamped version does not. */
  nextCommit(): void;
}

/** Writes the service and sees to it that its modules are there. */
export async function makeSubject(bench: Bench): Promise<Subject> {
  const { subject, targets } = bench.options;
  const template = join(bench.folder, 'template', subject);
  mkdirSync(template, { recursive: true });
  if (subject === 'notes') {
    cpSync(join(repository, 'examples/notes'), template, { recursive: true });
  } else {
    writeFileSync(join(template, 'main.go'), mainGo);
    writeFileSync(join(template, 'go.mod'), goMod);
    writeFileSync(join(template, 'README.md'), '# pinger\n\nAnswers /ping and /healthz.\n');
    await runProgram(bench, { file: 'go', args: ['mod', 'tidy'], cwd: template });
  }
  await runProgram(bench, { file: 'go', args: ['mod', 'download'], cwd: template });
  const config = goreleaserConfig({
    name: subject,
    targets,
    files: ['README.md', 'config', 'static', 'templates'].filter((name) =>
      existsSync(join(template, name)),
    ),
  });
  writeFileSync(join(template, '.goreleaser.yaml'), config);
  writeFileSync(join(template, '.gitignore'), 'dist/\n');
  return { copy: (side) => copy(template, join(bench.folder, side, subject)) };
}

function copy(template: string, dir: string): Repository {
  cpSync(template, dir, { recursive: true });
  gitCommit(dir, { tag: 'v1.0.0' });
  git(dir, 'remote', 'add', 'origin', 'https://github.com/someone/service.git');
  let patch = 0;
  return {
    dir,
    nextCommit() {
      patch += 1;
      git(dir, 'commit', '--quiet', '--allow-empty', '--message', `Version 1.0.${patch}`);
      git(dir, 'tag', `v1.0.${patch}`);
    },
  };
}
