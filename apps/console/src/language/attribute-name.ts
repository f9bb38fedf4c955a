import type { Language } from './messages.js';

/** Attributes of things as adapters write them, by what officers call them. One that is new is shown by its own name. */
const NAMES: Readonly<Record<string, string>> = {
  legalRepresentative: '法定代表人', pledgee: '质权人', beneficiary: '受益人', manager: '管理人', trustee: '受托人', custodian: '托管人', employer: '单位名称', employerContact: '单位联系人', correctedFromName: '更正前姓名',
  correctedFromNumber: '更正前证件号码', taxpayerNumber: '纳税人识别号', householdNumber: '户号', accountNumber: '账号', settlementAccount: '结算账户', linkedSettlementAccount: '关联结算账户', wealthAccount: '理财账户', repaymentAccount: '还款账户',
  custodyAccount: '托管账户', securitiesAccount: '证券账户', phone: '电话', boundPhone: '绑定手机', registeredPhone: '登记电话', postalAddress: '通讯地址', companyAddress: '公司地址', currentAddress: '现住址', movedTo: '迁往地址', employerAddress: '单位地址',
  plate: '号牌号码', vin: '车辆识别代号', engineNumber: '发动机号', certificateNumber: '权证号', certificatePrintNumber: '权证印刷号', unitCode: '不动产单元号', policyNumber: '保单号', businessNumber: '业务号', productNumber: '产品编号', restriction: '限制情况',
  projectName: '项目名称', notEnforceableBecause: '不宜执行的原因', productCode: '产品代码', sale: '销售方式', salesChannel: '销售渠道', regionNumber: '地区号', accountState: '账户状态', frozenCause: '冻结原因', use: '用途', rightNature: '权利性质', coOwnership: '共有情况',
  make: '品牌', model: '型号', colour: '颜色', useNature: '使用性质', plateKind: '号牌种类', industry: '行业', taxpayerKind: '纳税人类型', taxKind: '税种', cause: '原因', organisationType: '组织类型', form: '形式', registrationState: '登记状态', fundRegion: '公积金管辖地',
  insurer: '保险公司', registeredDocumentType: '登记证件类型', arrears: '欠缴情况', registerStatus: '登记情况', maritalStatus: '婚姻状况', exclusiveArea: '专有面积', sharedArea: '分摊面积', storeys: '层数', balanceAsReported: '反馈余额', availableAsReported: '反馈可用余额',
  valueAsReported: '反馈价值', currencyAsReported: '反馈币种', rowNumber: '序号', branchCode: '开户网点代码', postcode: '邮政编码', overdrawn: '透支金额', loanOutstanding: '贷款余额', frozenByCourt: '法院冻结金额', monthlyDeposit: '月缴存额',
  restrictionLiftedOn: '限制解除日', redeemableOn: '可赎回日', unitPrice: '单位价格', availableQuantity: '可用数量', establishedOn: '成立日期', creditCode: '统一社会信用代码', registrationNumber: '注册号', registeredCapitalFen: '注册资本（分）',
  registeredCapitalCurrency: '注册资本币种', paidInCapitalFen: '实收资本（分）', capitalCurrency: '资本币种', paidInFen: '实缴出资（分）', ratio: '比例', subscriptionDueOn: '认缴期限', registrationAuthority: '登记机关', registrationOffice: '登记机构', dataAsOf: '数据截至',
  statusSince: '状态起始日', correctedOn: '更正日期', insurerCode: '保险公司代码', obligorRole: '被执行人角色', enforceable: '可否执行', stronglyPersonal: '人身属性强', cashValueOn: '现金价值日期', sumInsured: '保险金额', loan: '保单贷款', duePremium: '欠缴保费',
  exemptionRule: '豁免规定', termFrom: '起始日', termUntil: '终止日', districtCode: '行政区划', holdsCertificate: '是否持证', completedOn: '竣工日期', securityCode: '证券代码', market: '市场', price: '价格', priceOn: '价格日期', tradableQuantity: '可售数量',
  restrictedQuantity: '限售数量', pledgedQuantity: '质押数量', registeredOn: '登记日期', cancelledOn: '注销日期', taxAuthority: '税务机关', arrearsTotal: '欠税合计', inspectionValidUntil: '检验有效期止', inspectionOverdue: '逾期未检验', insuranceValidUntil: '保险有效期止', scrapBy: '强制报废期止',
};

export function attributeName(name: string, language: Language): string {
  if (language === 'zh') return NAMES[name] ?? name;
  const words = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
