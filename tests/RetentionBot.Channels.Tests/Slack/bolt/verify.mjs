// Reads signed requests from standard input and prints, for each, whether Slack's own client believes the signature.
import { isValidSlackRequest } from '@slack/bolt';
import { readFileSync } from 'node:fs';

const { signingSecret, requests } = JSON.parse(readFileSync(0, 'utf8'));
const verdicts = requests.map(({ timestamp, signature, body }) =>
  isValidSlackRequest({
    signingSecret,
    body,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) },
    nowMilliseconds: Number(timestamp) * 1000,
  }));
process.stdout.write(JSON.stringify(verdicts));
