// A Bolt app over HTTP: gets the signed requests from standard input and prints how it answered each; what it does arrives at the fake.
import bolt from '@slack/bolt';
import { readFileSync } from 'node:fs';

const { token, signingSecret, apiBaseUrl, requests } = JSON.parse(readFileSync(0, 'utf8'));
const app = new bolt.App({ token, signingSecret, clientOptions: { slackApiUrl: apiBaseUrl }, logLevel: bolt.LogLevel.ERROR });

const view = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Plan' },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: [{ type: 'input', block_id: 'note', label: { type: 'plain_text', text: 'Note' }, element: { type: 'plain_text_input', action_id: 'value' } }],
};

app.event('app_mention', async ({ event, say }) => {
  await say({ text: `heard ${event.text.length}`, thread_ts: event.ts });
});
app.event('app_home_opened', async ({ event, client }) => {
  await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
});
app.action('alert.acknowledge', async ({ ack, body, client, respond }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view });
  await respond({ text: 'taken', replace_original: false });
});
app.view(/.*/, async ({ ack, view: sent }) => {
  const wrong = sent.state.values.note.value.value === 'bad';
  await ack(wrong ? { response_action: 'errors', errors: { note: 'Say more.' } } : undefined);
});
app.command('/retention', async ({ ack, respond, client, command }) => {
  await ack();
  await respond('working on it');
  await client.reactions.add({ channel: command.channel_id, timestamp: '1795000000.000100', name: 'eyes' });
});

const server = await app.start({ port: 0, host: '127.0.0.1' });
const answers = [];
for (const { headers, body } of requests) {
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/slack/events`, { method: 'POST', headers, body });
  answers.push(`${answer.status} ${await answer.text()}`.trim());
}
await new Promise((done) => setTimeout(done, 300));
await app.stop();
process.stdout.write(JSON.stringify(answers));
process.exit(0);
