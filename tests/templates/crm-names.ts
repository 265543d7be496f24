/** Words that the sample data of the CRM template is put together from; nobody and no company is meant. */
export const places = ['上海', '杭州', '苏州', '南京', '广州', '深圳', '北京', '天津', '武汉', '成都', '西安', '青岛'] as const;

export const regionOf: { readonly [place: string]: string } = {
  上海: 'east_china',
  杭州: 'east_china',
  苏州: 'east_china',
  南京: 'east_china',
  青岛: 'east_china',
  广州: 'south_china',
  深圳: 'south_china',
  北京: 'north_china',
  天津: 'north_china',
  武汉: 'central_china',
  成都: 'southwest',
  西安: 'northwest',
};

export const brands = [
  '云栖', '星野', '启明', '远帆', '青禾', '瑞和', '恒信', '博远', '天枢', '森屿',
  '澜光', '致远', '千寻', '万象', '同舟', '华岳', '海川', '九州', '金石', '绿洲',
] as const;

export const trades: readonly (readonly [name: string, industry: string])[] = [
  ['智造', 'manufacturing'],
  ['精密机械', 'manufacturing'],
  ['物流', 'logistics'],
  ['医疗', 'healthcare'],
  ['咨询', 'professional_services'],
  ['科技', 'technology'],
  ['软件', 'software'],
  ['金服', 'finance'],
  ['零售', 'retail'],
  ['教育', 'education'],
];

export const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '林'] as const;
export const givenNames = [
  '伟', '芳', '娜', '敏', '静', '磊', '洋', '勇', '艳', '杰', '涛', '明', '超', '霞', '平',
  '建国', '晓雯', '思远', '子涵', '雨桐', '浩然', '佳怡', '志强', '文博', '欣妍',
] as const;

export const jobs: readonly (readonly [title: string, seniority: string, role: string])[] = [
  ['总经理', 'c_suite', 'decision_maker'],
  ['信息总监', 'director', 'decision_maker'],
  ['采购总监', 'director', 'decision_maker'],
  ['副总裁', 'vp', 'decision_maker'],
  ['采购经理', 'manager', 'influencer'],
  ['信息化经理', 'manager', 'influencer'],
  ['运营经理', 'manager', 'influencer'],
  ['业务专员', 'individual_contributor', 'user'],
  ['系统管理员', 'individual_contributor', 'user'],
];

export const needs = [
  '希望统一管理客户资料,目前分散在多个表格里。',
  '想了解审批流程和移动端的支持情况。',
  '现有系统报表太慢,需要一个能自助分析的平台。',
  '计划年内上线,预算已批,正在比较三家供应商。',
  '需要与财务系统对接合同和回款数据。',
  '先给销售部试用,满意后再推广到全公司。',
] as const;
