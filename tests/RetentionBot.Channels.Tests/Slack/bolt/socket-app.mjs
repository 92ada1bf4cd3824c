// A Bolt app over Socket Mode: counts what it hears until it is told to stop by a command.
import bolt from '@slack/bolt';
import { readFileSync } from 'node:fs';

const { token, appToken, apiBaseUrl } = JSON.parse(readFileSync(0, 'utf8'));
const app = new bolt.App({ token, appToken, socketMode: true, clientOptions: { slackApiUrl: apiBaseUrl }, logLevel: bolt.LogLevel.ERROR });
const heard = [];
setTimeout(() => process.exit(1), 60_000).unref();

app.event('app_mention', async ({ event }) => {
  heard.push(event.ts);
});
app.view(/.*/, async ({ ack }) => {
  await ack({ response_action: 'errors', errors: { note: 'Say more.' } });
});
const stopped = new Promise((stop) => {
  app.command('/retention', async ({ ack }) => {
    await ack('goodbye');
    setTimeout(stop, 300);
  });
});

await app.start();
await stopped;
await app.stop();
process.stdout.write(JSON.stringify(heard));
process.exit(0);
