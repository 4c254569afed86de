import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

export type Received = { headers: Record<string, string>; body: string; path: string }
export type Receiver = {
  url: string
  /** In the order in which they came. */
  received: Received[]
  /** How the next are answered; the last of them goes on for ever. */
  answerWith: (...answers: Answer[]) => void
}
type Answer = { status: number; headers?: Record<string, string>; body?: string } | 'never'

/** A real server of somebody else's, on loopback, that keeps what it is sent. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let answers: Answer[] = [{ status: 200 }]
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(parts).toString(),
        path: request.url ?? '',
      })
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!
      if (answer !== 'never') response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answerWith: (...next) => (answers = next),
  }
}
