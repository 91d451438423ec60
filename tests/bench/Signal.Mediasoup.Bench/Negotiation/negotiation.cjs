// Measures the work of the npm package's consume() and produce() before it writes a request; prints nanoseconds per operation.
// Arguments: the folder that holds node_modules/mediasoup, the file with the input, rounds, operations per round.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const lib = path.join(process.argv[2], 'node_modules/mediasoup/node/lib');
const ortc = require(path.join(lib, 'ortc.js'));
const { clone } = require(path.join(lib, 'utils.js'));
const input = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
const rounds = Number(process.argv[4]);
const operations = Number(process.argv[5]);

const router = ortc.generateRouterRtpCapabilities(clone(input.mediaCodecs));

function produce() {
  const rtpParameters = clone(input.rtpParameters);
  ortc.validateAndNormalizeRtpParameters(rtpParameters);
  const mapping = ortc.getProducerRtpParametersMapping(rtpParameters, router);
  return ortc.getConsumableRtpParameters('video', rtpParameters, router, mapping);
}

const consumable = produce();

function consume() {
  const remoteRtpCapabilities = clone(input.remote);
  ortc.validateAndNormalizeRtpCapabilities(remoteRtpCapabilities);
  return ortc.getConsumerRtpParameters({
    // The library's producer returns a copy.
    consumableRtpParameters: clone(consumable),
    remoteRtpCapabilities,
    pipe: false,
    enableRtx: true,
  });
}

function measure(step) {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  for (let i = 0; i < operations; ++i) step();
  const elapsed = Number(process.hrtime.bigint() - start);
  const used = process.cpuUsage(cpu);
  return { nanoseconds: elapsed / operations, cpu: ((used.user + used.system) * 1000) / operations };
}

for (const [name, step] of Object.entries({ consume, produce })) {
  measure(step);
  for (let round = 0; round < rounds; ++round) {
    console.log(JSON.stringify({ name, ...measure(step) }));
  }
}
