"""Words that have the shape of a personal name and are none, and surnames of two characters."""

from __future__ import annotations

import re

COMPOUND = frozenset(
    (
        "欧阳 司马 上官 诸葛 司徒 令狐 皇甫 尉迟 公孙 慕容 长孙 宇文 东方 独孤 南宫 夏侯 呼延 轩辕 端木 百里 申屠 澹台 公冶 宗政 "
        "濮阳 淳于 太叔 钟离 鲜于 闾丘 仲孙 万俟 拓跋 完颜 纳兰 范徐 林郑 陈冯 叶刘 梁刘 张黄 周梁 张蔡 司空 东郭 公羊 赫连 相里 "
        "第五"
    ).split()
)
#: Two surnames of a married woman that are common enough to be known by heart.
MARRIED = frozenset("范徐 林郑 陈冯 叶刘 梁刘 张黄 周梁 陈李 张蔡".split())

#: Short names of bodies and the like that have the shape of a person's.
NOT_NAMES = frozenset((
    "计财 辛勤 辛勤工 陆军 海军 空军 高院 党中央 全国 全党 党和国家 万人 余人 余名 余家 和国家 常委会 全会 时任 现任 文旅部 党组 党委 党员 党政 全市 "
    "全省 全县 高校 高层 应急 安委会 农委 纪委 农业 石化 石油 金融 钢铁 水利 单位 项目 方案 方面 方式 成果 成效 马上 万众 于是 和谐 "
    "和平 温馨 项目组 查处 连日 连日来 能源 能力 安全 安排 全体 华侨 华人 越南 越方 明确 舒适 都市 都是 党群 时代 时期 时间 时刻 "
    "时候 权威 权力 甘肃 水平 祝贺 祝福 祝愿 祝寿 荣幸 荣获 荣立 荣誉 关怀 安抚 陈述 呼唤 封锁 容纳 晋升 晋级 周旋 施政 敬礼 明确 "
    "宣言 查明 查清 保健 双拥 廉政 顾问 文明 阳光 应邀 应约 代表 任命 任职 任免 保护 高喊 敬佩 敬仰 许诺 言辞 党课 党友 单张 官派 "
    "荣退 荣休 席就座 席位 齐声 鱼饼 来访 来信 来电 来函 向阳 成就 方针 项目 项目部 石头 米粉 花钱 车辆 车站 白天 毛病 牛奶 马路 高考 高速 高铁 高端 高效 "
    "高速公路 计财 简要 简单 简称 贺词 贺辞 卓越 时指 时说 时称 时表 高强度 贺信 贺电 官邸 官网 官兵 官员 官方 "
    "党员 党费 党史 党建 关爱 关停 安置 安保 安防 商贸 商户 农户 农民 农村 农民工 水务 水电 林区 林权 江水 湖区 海外 海关 海事 海归 "
    "海上 田间 谷物 粮食 宫颈 甘蔗 盛典 盛会 盛况 强化 强大 强烈 强国 强军 宣讲 宣传 宣誓 谈判 谈话 查看 查阅 钟情 简报 简介 简历 "
    "简政 原则 原则上 成功 方式 赞扬 高兴 保民生 保资源 保生态 时需 时度效 左三 左后 计划 计生 展示 展览 展会 通告 通知 通报 通讯 "
    "能量 能手 耿直 秋收 冬训 夏收 夏令营 夏粮 雷锋 雷电 乐队 乐园 乐器 时尚 时政 时评 于此"
).split())
#: Those of them that a longer run of characters is not a name of either, whatever follows.
NEVER_BEGINS = frozenset((
    "贺词 贺信 贺电 来信 来电 来函 高喊 通知 通报 通告 查处 连日 祝贺 祝愿 祝福 荣获 任命 任职 应邀 应约 陈述 时任 现任 曾任 历任 原任"
).split())
#: What follows a surname and is no given name.
ADDRESS = frozenset("先生 女士 小姐 夫人 太太 同学 老师 教授 大夫 医生 护士 师傅 奶奶 爷爷 阿姨 大爷 大妈 姓".split())
WEEKDAY = re.compile("周[一二三四五六日天]|时任")
CONJUNCTIONS = frozenset("和与及同对向在为从以被把将由但就经并随过会有要来国的还也")
#: Letters of states of which two in a row are states (俄美总统).
STATE_LETTERS = frozenset("俄美英法德日朝印澳加欧意中")
PLACE_LETTERS = frozenset("京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕甘青宁新港澳台")
#: Surnames that are far oftener a preposition, adverb or conjunction.
FUNCTION = frozenset("都和于时从曾应向同与由对将以为在关就会有要经过并随但被把将任")
