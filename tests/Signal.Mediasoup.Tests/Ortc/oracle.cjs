// Answers each line on stdin, one negotiation from router to consumers, with what the npm package's own code makes of it.
// Argument: the folder that holds node_modules/mediasoup. Only the modules of negotiation are loaded.
'use strict';

const path = require('node:path');
const readline = require('node:readline');

const lib = path.join(process.argv[2], 'node_modules/mediasoup/node/lib');
const ortc = require(path.join(lib, 'ortc.js'));
const fbs = require(path.join(lib, 'rtpParametersFbsUtils.js'));
const h264 = require(require.resolve('h264-profile-level-id', { paths: [lib] }));
const { supportedRtpCapabilities } = require(path.join(lib, 'supportedRtpCapabilities.js'));
const { parseScalabilityMode } = require(path.join(lib, 'scalabilityModesUtils.js'));

function attempt(step) {
  try {
    return { value: step() };
  } catch (error) {
    return { error: `${error.name}: ${error.message}` };
  }
}

function normalized(given) {
  const capabilities = structuredClone(given);
  ortc.validateAndNormalizeRtpCapabilities(capabilities);
  return capabilities;
}

function produce(input, capabilities) {
  const rtpParameters = structuredClone(input.rtpParameters);
  ortc.validateAndNormalizeRtpParameters(rtpParameters);
  const mapping = ortc.getProducerRtpParametersMapping(rtpParameters, capabilities);
  const consumable = ortc.getConsumableRtpParameters(input.kind, rtpParameters, capabilities, mapping);
  // Errors that the library detects when it writes the request.
  rtpParameters.headerExtensions.forEach(extension => fbs.rtpHeaderExtensionUriToFbs(extension.uri));
  return { rtpParameters, mapping, consumable };
}

function consume(input, consumableRtpParameters, pipe) {
  return ortc.getConsumerRtpParameters({
    consumableRtpParameters, remoteRtpCapabilities: normalized(input.remote), pipe, enableRtx: input.enableRtx,
  });
}

function negotiate(input) {
  const router = attempt(() => ortc.generateRouterRtpCapabilities(structuredClone(input.mediaCodecs)));
  if (router.error) return { router };
  const producer = attempt(() => produce(input, router.value));
  if (producer.error) return { router, producer };
  const { consumable } = producer.value;
  return {
    router,
    producer,
    canConsume: attempt(() => ortc.canConsume(consumable, structuredClone(input.remote))),
    consumer: attempt(() => consume(input, consumable, false)),
    pipedConsumer: attempt(() => consume(input, consumable, true)),
    pipeConsumer: attempt(() => ortc.getPipeConsumerRtpParameters({ consumableRtpParameters: consumable, enableRtx: input.enableRtx })),
  };
}

const operations = {
  negotiate,
  supported: () => attempt(() => normalized(supportedRtpCapabilities)),
  sctp: input => attempt(() => (ortc.validateAndNormalizeSctpStreamParameters(input.parameters), input.parameters)),
  scalabilityMode: input => parseScalabilityMode(input.mode),
  profileLevelId: input => attempt(() => h264.parseProfileLevelId(input.text) ?? null),
  answer: input => attempt(() => h264.isSameProfile(input.local, input.remote)
    ? h264.generateProfileLevelIdStringForAnswer(input.local, input.remote) ?? null
    : 'different'),
};

readline.createInterface({ input: process.stdin }).on('line', line => {
  const input = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(operations[input.operation](input))}\n`);
});
