import { file, secretText, webAddress, words } from './setting.js';

/** The courts' electronic-seal service and the seal used there. */
export const sealSettings = {
  sealServiceUrl: webAddress(
    { name: 'CHAKONG_SEAL_SERVICE_URL', description: "The courts' electronic-seal service (FjqzConvertData), whole address; empty = the one of the sandbox", default: '' },
    false,
  ),
  sealName: words(
    { name: 'CHAKONG_SEAL_NAME', description: 'Name of the seal that rulings and notices are sealed with (电子印章)', default: '' },
    /^[^\p{Cc}<>&]{0,100}$/u,
    'a name of at most 100 characters, or empty with the service of the sandbox',
  ),
  sealPassword: secretText({ name: 'CHAKONG_SEAL_PASSWORD', description: 'Password of the seal; the file below is better', default: '' }, 4),
  sealPasswordFile: file({
    name: 'CHAKONG_SEAL_PASSWORD_FILE',
    description: 'File that holds the password of the seal, readable by its owner only; not needed when it is not there',
    default: '<CHAKONG_DATA>/seal-password',
  }),
};
