import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, onTestFinished } from 'vitest'

// For tests: the program as people run it, a process of its own.

const program = path.join(import.meta.dirname, 'percorso.ts')

export type Ready = { ready: true; url: string; writeKey: string; adminToken: string; signInLink: string; pid: number }
export type Ended = { code: number | null; stdout: string; stderr: string }
export type RunningProgram = Ready & { stop(signal?: NodeJS.Signals): Promise<number | null> }

/** A folder that PostgreSQL's user can reach too, gone after the test. */
export function scratchFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'percorso-cli-'))
  fs.chmodSync(folder, 0o711)
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs a verb to its end. */
export async function run(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = { stdout: '', stderr: '' }
  child.stdout.on('data', (text) => (ended.stdout += String(text)))
  child.stderr.on('data', (text) => (ended.stderr += String(text)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...ended }
}

/** Starts a server and waits until it says that it is ready. It is killed after the test, if not stopped before. */
export async function startProgram(dataDir: string, ...more: string[]): Promise<RunningProgram> {
  const args = [program, 'start', '--data-dir', dataDir, '--port', '0', '--json', ...more]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...(JSON.parse(line) as Ready), stop: (signal = 'SIGTERM') => stop(child, signal) }
  }
  throw new Error('the server ended before it was ready')
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit') as Promise<[number | null]>
  child.kill(signal)
  return (await exited)[0]
}

/** Sends facts; resolves once they are acknowledged. */
export async function send({ url, writeKey }: Pick<Ready, 'url' | 'writeKey'>, facts: object[]): Promise<void> {
  const answer = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch: facts }),
  })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
}

export async function ask<Answer>({ url, adminToken }: Pick<Ready, 'url' | 'adminToken'>, path: string): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${adminToken}` } })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Answer
}
