import type { ReceiverLanguage } from './webhooks-search.ts'

// Code that receives messages and believes only ours, to be copied.

export const receivers: Record<ReceiverLanguage, string> = {
  node: `// npm install express standardwebhooks
import express from 'express'
import { Webhook } from 'standardwebhooks'

const webhook = new Webhook(process.env.PERCORSO_WEBHOOK_SECRET)
const app = express()

app.post('/percorso', express.raw({ type: 'application/json' }), (request, response) => {
  let message
  try {
    message = webhook.verify(request.body, request.headers) // throws unless it is ours
  } catch {
    return response.sendStatus(401)
  }
  // The same webhook-id may come more than once: do each once.
  console.log(request.headers['webhook-id'], message.type, message.data)
  response.sendStatus(204)
})

app.listen(8080)`,

  python: `# pip install flask standardwebhooks
import os
from flask import Flask, request
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

webhook = Webhook(os.environ['PERCORSO_WEBHOOK_SECRET'])
app = Flask(__name__)

@app.post('/percorso')
def percorso():
    try:
        message = webhook.verify(request.get_data(as_text=True), dict(request.headers))
    except WebhookVerificationError:
        return '', 401
    # The same webhook-id may come more than once: do each once.
    print(request.headers['webhook-id'], message['type'], message['data'])
    return '', 204`,
}
