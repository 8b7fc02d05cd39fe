// The design's styles come first, so that a page's own styles win over them.
import './design/tokens.css';
import './design/base.css';
import './design/primitives.css';
import './design/surfaces.css';
import './design/forms.css';
import './design/waiting.css';
import './design/shell.css';
import './design/bars.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { applyTheme } from './design/theme';

applyTheme();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
