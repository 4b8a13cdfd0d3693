import { render } from 'solid-js/web';
import './style/base.css';
import './style/list.css';
import './style/chat.css';
import './style/pages.css';
import './style/phone.css';
import { App } from './ui/App.tsx';

const root = document.getElementById('app');
if (root) {
  render(() => <App />, root);
}
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  void navigator.serviceWorker.register('/sw.js');
}
