// validate.mjs FOLDER FILE: validates the Kubernetes objects of a YAML file with the schemas in FOLDER/node_modules. Prints the errors; with any, exits with 1.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, file] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const { loadAll } = require('js-yaml');

for (const object of loadAll(readFileSync(file, 'utf8'))) {
  try {
    const { [object.kind]: Model } = require(`kubernetes-models/${object.apiVersion}/${object.kind}`);
    new Model(object).validate();
  } catch (error) {
    console.log(`${object.kind} ${object.metadata?.name}: ${error.message}`);
    process.exitCode = 1;
  }
}
