const paths = {
  microphone: ['M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3Z', 'M6 11.5a6 6 0 0 0 12 0', 'M12 17.5V21'],
  microphoneOff: ['M9 9.5V12a3 3 0 0 0 4.6 2.5M15 11.5V6a3 3 0 0 0-5.7-1.3', 'M6 11.5a6 6 0 0 0 9.3 5M18 11.5c0 .8-.2 1.6-.5 2.3', 'M12 17.5V21', 'M4 4l16 16'],
  camera: ['M4 7.5A1.5 1.5 0 0 1 5.5 6h8A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 16.5Z', 'M15 10.5 20 8v8l-5-2.5'],
  cameraOff: ['M10 6h3.5A1.5 1.5 0 0 1 15 7.5V11M15 15v1.5a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 16.5v-9A1.5 1.5 0 0 1 5.5 6', 'M15 10.5 20 8v8l-2-1', 'M4 4l16 16'],
  screen: ['M4 5.5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z', 'M8.5 20h7', 'M12 13.5v-5M9.7 10.5 12 8.2l2.300 2.300'],
  chat: ['M5 5h14a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 19 16h-6l-4.5 4v-4H5a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 5 5Z'],
  settings: ['M4 7h9M17 7h3M4 17h3M11 17h9', 'M15 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM9 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z'],
  hand: ['M8 13V6.5a1.5 1.5 0 0 1 3 0V11M11 10.5v-5a1.5 1.5 0 0 1 3 0V11M14 7.5a1.5 1.5 0 0 1 3 0v6.500a6.500 6.500 0 0 1-6.500 6.500c-2.800 0-4.300-1.500-5.500-4l-1.300-2.700c-.6-1.300 1-2.300 2-1.200L8 15'],
  leave: ['M3.5 14.5c-1-3 3.5-6 8.5-6s9.5 3 8.5 6c-.3 1-1 1.2-1.800 1l-2.7-.8c-.7-.2-1-.7-1-1.400v-1.100a11 11 0 0 0-6 0v1.100c0 .7-.3 1.2-1 1.400l-2.7.8c-.8.2-1.5 0-1.800-1Z'],
  link: ['M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1', 'M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1'],
  send: ['M4 12 20 4.5 15.5 20l-4-6.5L4 12ZM11.5 13.5 20 4.5'],
  close: ['M6 6l12 12M18 6 6 18'],
  keyboard: ['M4 6.5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z', 'M7 10h.01M10.300 10h.01M13.7 10h.01M17 10h.01M8.5 14h7'],
  speaker: ['M5 9.5h3l4-3.5v12l-4-3.5H5Z', 'M15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11'],
  people: ['M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3.5 19a5.5 5.5 0 0 1 11 0', 'M16 11a2.5 2.5 0 1 0-1-4.800M16.5 14a4.7 4.7 0 0 1 4 5'],
} as const;

/** The name of an icon. */
export type IconName = keyof typeof paths;

const namespace = 'http://www.w3.org/2000/svg';

/** A line drawing that takes the colour of the text around it. It is hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  for (const data of paths[name]) {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', data);
    svg.append(path);
  }
  return svg;
}
