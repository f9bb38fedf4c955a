/** Registering and changing cases, obligors, applicants, sums. */
export const forms = {
  registerTitle: '立案登记', registerText: '登记案件和被执行人；登记后即可一键查询全部财产。', register: '登记案件', registerNext: '登记后转到案件页面，点“查询全部财产”即向各机构发起查询。',
  caseNumber: '案号', caseNumberLike: '（2026）浙0106执1234号', caseNumberGood: (court: string) => `案号格式正确，法院代字 ${court}`, caseKind: '案件类别', filedOn: '立案日期', today: '今天', handlingOfficer: '承办人', secondOfficer: '第二承办人', chooseOfficer: '请选择', nobody: '（无）', suspended: '已停用', noOfficers: '没有登记的承办人，请联系监督人登记。',
  owed: '执行标的（元）', owedPart: { principalFen: '本金', interestFen: '利息', lateInterestFen: '迟延履行利息', executionFeeFen: '执行费', paidFen: '已履行' }, total: '合计', outstanding: '未履行',
  applicants: '申请执行人', applicantKind: (index: number) => `申请执行人 ${index} 类别`, applicantName: (index: number) => `申请执行人 ${index} 姓名或名称`, removeApplicant: (index: number) => `去掉申请执行人 ${index}`, addApplicant: '再添一名申请执行人',
  obligor: (index: number) => `被执行人 ${index}`, addObligor: '追加被执行人', dropObligor: (index: number) => `去掉被执行人 ${index}`, kind: '类别', personName: '姓名（与证件一致）', organisationName: '名称（与证照一致）', otherNames: '曾用名、异体字写法', otherNamesHint: '多个用顿号隔开，可不填', rare: (characters: string) => `含生僻字：${characters}，请核对`,
  documentType: '证件类型', documentTypeMore: '另一证件类型', documentNumber: '证件号码', removeDocument: '去掉该证件', addDocument: '再添一个证件', residentId: (sex: string, born: string) => `校验码正确 · ${sex} · ${born} 出生`, sex: { male: '男', female: '女' }, checked: '校验码正确', shapeOnly: '格式正确（此类证件无校验码）', storedAs: (number: string) => `存为 ${number}`,
  edit: '修改案件信息', editTitle: (number: string) => `修改案件信息 ${number}`, save: '保存', changedMeanwhile: '您打开期间他人修改了此案，没有覆盖。请关闭后查看最新内容再改。', changeObligor: (name: string) => `修改被执行人 ${name}`, change: '修改', changeOf: (name: string) => `修改 ${name}`,
  removeObligor: '移出本案', removeObligorText: (name: string) => `移出后不再查询 ${name} 的财产，记录保留。确定移出？`, removeObligorConfirm: '确定移出',
  fault: {
    'not-text': '应填写文字', empty: '此项必填', length: '位数不对', characters: '含有不允许的字符', format: '格式不对', 'check-digit': '校验码不符，请核对号码', date: '其中的日期不存在或在将来', region: '行政区划代码不存在', year: '年份不对', range: '金额超出范围，且不能为负数', lossy: '最多两位小数（精确到分）', unknown: '代码不存在', unsupported: '不支持',
    required: '此项必填', repeated: '与其他项重复', 'wrong-kind': '证件类型与类别不符', day: '应为历法上的日期，且不晚于今天', exceeds: '超过可用金额', 'too-large': '文件过大', beyond: '超出可设范围',
  },
};
