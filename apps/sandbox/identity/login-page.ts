import { DEMO_USERS } from './demo-users.js';

export interface LoginPage {
  /** Where the form is sent. */
  readonly action: string;
  readonly passwords: Readonly<Record<string, string>>;
  readonly fault?: string;
}

/** The sandbox's sign-in page. It shows the passwords: whoever can open it may use them, and everybody in it is made up. */
export function loginPage({ action, passwords, fault }: LoginPage): string {
  const rows = DEMO_USERS.map(({ login, name, roles }) => `<tr><td><code>${login}</code></td><td><code>${escape(passwords[login] ?? '')}</code></td><td>${escape(name)}</td><td>${roles.join(', ')}</td></tr>`);
  return page(
    '登录 · Sign in',
    `${fault === undefined ? '' : `<p role="alert"><strong>${escape(fault)}</strong></p>`}
<form method="post" action="${escape(action)}" autocomplete="off">
<p><label>用户名 Login<br><input name="login" required autofocus maxlength="100"></label></p>
<p><label>密码 Password<br><input name="password" type="password" required maxlength="100"></label></p>
<p><button type="submit">登录 Sign in</button></p>
</form>
<h2>演示用户 Demo users</h2>
<table><thead><tr><th>Login</th><th>Password</th><th>Name</th><th>Role</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`,
  );
}

export function signOutPage(form: string): string {
  return page('退出 · Sign out', `${form}<p><button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>退出 Sign out</button></p>`);
}

export function signedOutPage(): string {
  return page('已退出 · Signed out', '<p>您已退出。You have signed out.</p>');
}

export function faultPage(words: string): string {
  return page('不能登录 · Cannot sign in', `<p>${escape(words)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>${title}</title><meta name="referrer" content="no-referrer">
<style>body{font-family:system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}table{border-collapse:collapse}td,th{padding:.3rem .8rem;border-bottom:1px solid #ccc;text-align:left}</style>
</head><body><h1>${title}</h1><p>沙箱身份提供者，仅供演示。Identity provider of the sandbox, for trying out only.</p>
${body}
</body></html>`;
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
