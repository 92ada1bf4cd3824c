// Calls the methods of forms, pages, signs and direct conversations with Slack's own Web API client and prints what the server answered, errors included.
import bolt from '@slack/bolt';
import { readFileSync } from 'node:fs';

const { token, apiBaseUrl, trigger, late } = JSON.parse(readFileSync(0, 'utf8'));
const client = new bolt.webApi.WebClient(token, { slackApiUrl: apiBaseUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
const code = (call) => call.then(() => 'ok', (failure) => failure.data?.error ?? failure.code);
const text = (words) => ({ type: 'plain_text', text: words });
const input = { type: 'input', block_id: 'note', label: text('Note'), element: { type: 'plain_text_input', action_id: 'value' } };
const modal = { type: 'modal', title: text('Plan'), submit: text('Save'), blocks: [input] };

const opened = await client.views.open({ trigger_id: trigger, view: modal });
process.stdout.write(JSON.stringify({
  opened: opened.ok,
  again: await code(client.views.open({ trigger_id: trigger, view: modal })),
  late: await code(client.views.open({ trigger_id: late, view: modal })),
  unknown: await code(client.views.open({ trigger_id: 'x', view: modal })),
  updated: await code(client.views.update({ view_id: opened.view.id, hash: opened.view.hash, view: modal })),
  stale: await code(client.views.update({ view_id: opened.view.id, hash: opened.view.hash, view: modal })),
  longTitle: await code(client.views.update({ view_id: opened.view.id, view: { ...modal, title: text('x'.repeat(25)) } })),
  noSubmit: await code(client.views.update({ view_id: opened.view.id, view: { ...modal, submit: undefined } })),
  home: await code(client.views.publish({ user_id: 'U0CSMANNA1', view: { type: 'home', blocks: [{ type: 'divider' }] } })),
  direct: (await client.conversations.open({ users: 'U0CSMANNA1' })).channel.id,
  toPerson: (await client.chat.postMessage({ channel: 'U0CSMANNA1', text: 'hello' })).channel,
  tooFast: await code(client.chat.postMessage({ channel: 'D0CSMANNA1', text: 'hello' })),
  sign: await code(client.reactions.add({ channel: 'C0CSALERTS', timestamp: '1795000000.000100', name: 'eyes' })),
  signAgain: await code(client.reactions.add({ channel: 'C0CSALERTS', timestamp: '1795000000.000100', name: 'eyes' })),
  stranger: (await client.users.info({ user: 'U0STRANGER' })).user.is_stranger,
}));
