// Posts and updates a message with Slack's own Web API client and prints what the server answered, errors included.
import bolt from '@slack/bolt';
import { readFileSync } from 'node:fs';

const { token, apiBaseUrl } = JSON.parse(readFileSync(0, 'utf8'));
const client = new bolt.webApi.WebClient(token, { slackApiUrl: apiBaseUrl, retryConfig: { retries: 0 } });
const code = (call) => call.then(() => 'ok', (failure) => failure.data.error);
const blocks = (count) => Array.from({ length: count }, () => ({ type: 'divider' }));

const identity = await client.auth.test();
const posted = await client.chat.postMessage({ channel: 'C0CSALERTS', text: 'one', blocks: blocks(1) });
process.stdout.write(JSON.stringify({
  team: identity.team_id,
  updated: await code(client.chat.update({ channel: 'C0CSALERTS', ts: posted.ts, text: 'two', blocks: blocks(2) })),
  user: (await client.users.info({ user: 'U0CSMANNA1' })).user.profile.real_name,
  channel: (await client.conversations.info({ channel: 'C0CSALERTS' })).channel.id,
  private: await code(client.chat.postEphemeral({ channel: 'C0CSALERTS', user: 'U0CSMANNA1', text: 'psst' })),
  tooMany: await code(client.chat.postMessage({ channel: 'C0CSALERTS', text: 'x', blocks: blocks(51) })),
  elsewhere: await code(client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' })),
}));
