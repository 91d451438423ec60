import { App } from './app/app.js';
import { readQuery } from './app/query.js';

new App(document.getElementById('app')!, readQuery(location.search, location.hash)).start();
