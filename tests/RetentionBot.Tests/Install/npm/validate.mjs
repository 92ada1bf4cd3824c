// Says what Microsoft's own schemas, as its package for Node carries them, find wrong in documents given on the input: [{ "schema": "name", "document": {} }].
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";

const read = name => JSON.parse(readFileSync(`node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.25/${name}`, "utf8"));
const faults = JSON.parse(readFileSync(0, "utf8")).map(({ schema, document }) => {
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(read(schema));
    return validate(document) ? [] : validate.errors.map(e => `${e.instancePath} ${e.message}`);
});
process.stdout.write(JSON.stringify(faults));
