import { pick, type Random } from './seeded-random.js';

const SURNAMES = [...'陈王张林吴黄徐周胡沈郑叶金俞朱蒋潘章钱赵李刘杨何许董方余邵汪傅卢翁丁施孙楼应毛'];
const COMPOUND_SURNAMES = ['欧阳', '诸葛', '上官', '司徒'];
const MALE = [...'伟强军建国明华勇杰涛斌波辉刚峰鹏飞宇浩志文俊平海亮龙林超鑫健东良成根荣富'];
const FEMALE = [...'芳娜敏静丽艳娟霞秀英玲萍红梅燕婷雪琴洁慧倩颖莉菊珍兰凤琳佳怡雯璐蓉'];

/** In GBK, but not on every keyboard: what clerks mistype (生僻字). */
export const RARE_IN_GBK = [...'喆堃犇翀昶燚淼珺頔曌赟祎玥䶮'];
/** Not in GBK at all: a bank that stores GBK cannot even write the name. */
export const RARE_BEYOND_GBK = [...'㛃𬴂𬭎'];

const MINORITY_MALE = ['买买提', '艾力', '吐尔逊', '阿卜杜拉', '热合曼', '库尔班'];
const MINORITY_FEMALE = ['阿依古丽', '古丽娜尔', '热依汗', '帕提古丽', '迪丽娜尔'];
const MINORITY_FATHER = ['买买提', '吐尔逊', '阿不都拉', '司马义', '尼亚孜', '依明'];

export interface PersonName {
  readonly name: string;
  readonly ethnicity: string;
}

/** A name of the population: mostly Han; a few minority names with a middle dot, a few with rare characters. */
export function personName(random: Random, sex: 'male' | 'female'): PersonName {
  const kind = random();
  if (kind < 0.015) {
    const given = pick(random, sex === 'male' ? MINORITY_MALE : MINORITY_FEMALE);
    return { name: `${given}·${pick(random, MINORITY_FATHER)}`, ethnicity: '维吾尔族' };
  }
  const surname = random() < 0.01 ? pick(random, COMPOUND_SURNAMES) : pick(random, SURNAMES);
  const characters = sex === 'male' ? MALE : FEMALE;
  if (kind < 0.04) return { name: surname + pick(random, RARE_IN_GBK), ethnicity: '汉族' };
  if (kind < 0.045) return { name: surname + pick(random, RARE_BEYOND_GBK), ethnicity: '汉族' };
  const first = pick(random, characters);
  const given = random() < 0.25 ? first : first + pick(random, characters);
  return { name: surname + given, ethnicity: kind < 0.06 ? '畲族' : '汉族' };
}

const COMPANY_WORDS = ['样本', '拟真', '演示', '虚拟', '试行', '模型', '仿例', '范例'];
const COMPANY_MIDDLE = ['宏达', '永盛', '瑞丰', '锦江', '天和', '嘉禾', '东海', '兴业通', '海川', '德润', '百川', '恒泰'];
const COMPANY_TRADES = ['贸易', '纺织', '机械', '电子科技', '建材', '食品', '物流', '服饰', '五金制品', '信息技术', '装饰工程', '房地产开发'];

/** A company name that says of itself that it is made up: 杭州样本宏达纺织有限公司. */
export function companyName(random: Random, city: string): string {
  const place = city.replace(/市$/, '');
  const form = random() < 0.9 ? '有限公司' : '股份有限公司';
  return place + pick(random, COMPANY_WORDS) + pick(random, COMPANY_MIDDLE) + pick(random, COMPANY_TRADES) + form;
}
