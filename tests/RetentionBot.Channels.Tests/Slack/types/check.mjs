// Reads messages and views from standard input and prints what Slack's own TypeScript types have against their structure, one list of faults for each.
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const cache = 'node_modules/.cache';
const file = `${cache}/slack-blocks.schema.json`;
if (!existsSync(file)) {
  const schema = createGenerator({ path: 'root.ts', tsconfig: 'tsconfig.json', type: '*', skipTypeCheck: true }).createSchema('*');
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, JSON.stringify(schema));
}

const ajv = new Ajv({ strict: false, verbose: false });
ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), 'slack');
const isMessage = ajv.compile({ $ref: 'slack#/definitions/Message' });
const isWindow = ajv.compile({ $ref: 'slack#/definitions/Window' });

const faults = JSON.parse(readFileSync(0, 'utf8')).map((outgoing) => {
  const check = outgoing.view ? isWindow : isMessage;
  return check(outgoing) ? [] : check.errors.map((error) => `${error.instancePath} ${error.message}`);
});
process.stdout.write(JSON.stringify(faults));
