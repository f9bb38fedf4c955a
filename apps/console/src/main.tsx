import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/index.js';
import './shell/console.css';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
