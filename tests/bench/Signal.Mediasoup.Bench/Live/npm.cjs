// The npm library's side of the comparison. Each input line names a scenario and a number of operations; each output line contains
// the seconds and the CPU seconds of this process for them. Argument: the folder that holds node_modules/mediasoup.
'use strict';

const path = require('node:path');
const readline = require('node:readline');
const mediasoup = require(path.join(process.argv[2], 'node_modules/mediasoup'));
const input = require(path.join(__dirname, '../Negotiation/input.json'));

const listenInfos = [{ protocol: 'udp', ip: '127.0.0.1' }];

async function each(count, inFlight, operation) {
  if (inFlight === 1) {
    for (let i = 0; i < count; i++) await operation();
    return;
  }
  let left = count;
  await Promise.all(Array.from({ length: inFlight }, async () => {
    while (left-- > 0) await operation();
  }));
}

async function main() {
  const worker = await mediasoup.createWorker();
  const router = await worker.createRouter({ mediaCodecs: input.mediaCodecs });
  const bare = await worker.createRouter({ mediaCodecs: input.mediaCodecs });
  const transport = await router.createWebRtcTransport({ listenInfos });
  const producer = await transport.produce({ kind: 'video', rtpParameters: input.rtpParameters });
  const receiver = await router.createWebRtcTransport({ listenInfos });
  const direct = await router.createDirectTransport();
  const dataProducer = await direct.produceData();
  const dataConsumer = await direct.consumeData({ dataProducerId: dataProducer.id });
  const message = Buffer.alloc(100, 1);
  let received = 0;
  let wake = () => {};
  dataConsumer.on('message', () => { if (--received === 0) wake(); });

  const scenarios = {
    'router.dump': count => each(count, 1, () => bare.dump()),
    'router.dump x100': count => each(count, 100, () => bare.dump()),
    'worker.usage': count => each(count, 1, () => worker.getResourceUsage()),
    'worker.usage x100': count => each(count, 100, () => worker.getResourceUsage()),
    'transport.create': count => each(count, 1, async () => (await router.createWebRtcTransport({ listenInfos })).close()),
    'consume': count => each(count, 1, async () => (await receiver.consume({ producerId: producer.id, rtpCapabilities: input.remote })).close()),
    'messages': async count => {
      for (let sent = 0; sent < count; sent += 500) {
        received = 500;
        const all = new Promise(resolve => { wake = resolve; });
        for (let i = 0; i < 500; i++) dataProducer.send(message);
        await all;
      }
    },
  };

  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [name, count] = JSON.parse(line);
    const cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    await scenarios[name](count);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6 }));
  }
  worker.close();
}

main();
