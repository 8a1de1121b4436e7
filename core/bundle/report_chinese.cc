#include "core/bundle/report_texts.h"

namespace tocsin::bundle {

const Catalogue chinese{
    .language = Language::chinese,
    .direction = Direction::left_to_right,
    .reviewed_by = "",
    .counted = {.minutes = {.other = "{count} 分钟"},
                .outages = {.other = "{count} 次中断"},
                .countries = {.other = "{count} 个国家"},
                .networks = {.other = "{count} 个网络"},
                .probes = {.other = "{count} 个探针"},
                .authorities = {.other = "{count} 个机构"}},
    .texts =
        {.unreviewed = "未经审校的译文：尚无具名的母语人士予以认可",
         .title = "可达性：{service}",
         .title_span = "{from} 至 {to}（UTC）",
         .warning = "本页说明编写者计算所得的结果，其本身不构成证明：请按最后一节所述核验本页所涉的"
                    "证据包。",
         .letter = "根服务器 {letter}",
         .root = "DNS 根（其 {letters} 个字母中需要 {needed} 个）",
         .country = "{name}（{code}）",
         .from_to = "{from} 至 {to}",
         .of_all = "{count}，共 {all}",
         .list_comma = "、",
         .none = "无",
         .and_more = "等",
         .what = "何事",
         .nothing = "无法作出任何判断：在任何一分钟内都没有国家能够观测。",
         .no_outage = "未发现中断：在有国家能够观测的任何一分钟内，都没有超过半数能够观测的国家失去"
                      "对该服务的"
                      "访问。服务：{service}。",
         .outages_begin =
             "在若干分钟内，超过半数能够观测的国家失去了对该服务的访问。服务：{service}。",
         .outage_over = "经 {path}：{outages}，共计 {minutes}。",
         .not_told =
             "经 {path}，没有国家能够观测的时间：{minutes}（全部为 {all}）；对此不作任何判断。",
         .when = "何时（UTC）",
         .when_outage = "经 {path}：{from} 至 {to}，{minutes}。",
         .when_longest = "经 {path} 最长的一次：{from} 至 {to}，{minutes}。",
         .began_between = "开始于 {from} 与 {to} 之间。",
         .began_before = "开始于 {to} 之前；早多久不得而知。",
         .ended_between = "结束于 {from} 与 {to} 之间。",
         .ended_after = "结束于 {from} 之后；晚多久不得而知。",
         .clocks = "探针的时钟误差最多可达 1 秒。",
         .seen_from = "观测地",
         .measured =
             "在时段开始时已有国家为之作证的探针中，进行了测量的有：{countries}（共 "
             "{all_countries}），{networks}（共 {all_networks}），{probes}（共 {all_probes}）。",
         .lost_by =
             "经 {path}，在最弱的一分钟内，能够观测的 {voices} 个国家中失去访问的国家数：{lost}。",
         .lost_throughout = "自始至终失去访问的国家：{countries}。",
         .networks = "这些国家进行了测量的探针所在网络：{networks}。",
         .worked = "仍然正常的部分",
         .worked_countries = "经 {path}，自始至终可访问该服务的国家：{countries}。",
         .worked_root =
             "在同一时段内自始至终可访问{root}的国家数：{reached}（进行了测量的国家共 {all}）。",
         .worked_paths = "经以下路径未发现中断：{paths}。",
         .worked_nothing = "这些测量未显示任何此类情况。",
         .sure = "确定程度",
         .sure_outage = "经 {path} 自 {from} 起的中断：{word}。",
         .sure_none = "经 {path} 无中断：{word}。",
         .words = {"一无所知",
                   "无法定论",
                   "未在其本国以外得到印证",
                   "印证较弱",
                   "得到印证",
                   "得到充分印证"},
         .scale = "确定程度用语",
         .scale_heads = {"用语", "含义"},
         .meanings =
             {"在任何一分钟内都没有国家能够观测。",
              "如果某一分钟内所有缄默的国家都可访问该服务，或都失去了访问，则结论会改变。缄默的国家"
              "是指已为某个探针作证、而当时无法观测的国家，不论其是否曾在其他时间经该路径进行过测量"
              "。",
              "在其任何一分钟内都没有第二个国家失去访问；未发现中断时，指仅有一个国家进行了测量。",
              "如果剔除某一个国家的数据，结论会改变。",
              "剔除任何一个国家的数据，结论仍然成立。",
              "剔除任何两个国家的数据，结论仍然成立。"},
         .not_shown = "本页未说明的事项",
         .not_shown_cause = "原因：为何无法访问该服务，以及是否确有服务器停止运行。",
         .not_shown_intent = "意图：是否有人有意为之。",
         .not_shown_legality = "合法性：是否有任何行为合法或不合法。",
         .not_shown_rest = "两次测量之间的情况，以及此处未列出的国家、网络和服务的情况。",
         .figures = "数据",
         .figures_are =
             "未测量的既不计为可访问，也不计为失去访问。上下限分别为：假定某一分钟内所有缄默的国家"
             "都可"
             "访问该服务时，以及都失去访问时的中断分钟数。所有数据仅涉及下列国家和探针。",
         .paths_heads = {"路径",
                         "有国家能够观测的分钟数，及总数",
                         "同时能够观测的国家数",
                         "已为探针作证的国家数",
                         "中断次数",
                         "中断分钟数",
                         "其上下限"},
         .chart = "各国随时间的变化",
         .chart_is = "自下而上：失去访问的国家（深色）、部分可访问的国家（中间色）、可访问的国家（"
                     "浅色）；空白："
                     "缄默。高度为已为探针作证的所有国家，横线为其半数。每格的分钟数（显示其"
                     "中失去访问的"
                     "国家最多的一分钟）：{minutes}。时间从左向右推移。",
         .chart_heads = {"路径", "{from} 至 {to}"},
         .outages = "中断",
         .outages_are = "括号内：每次中断开始和结束所处的时间范围。对每次中断均说明可以剔除多少个国"
                        "家（不论哪些国"
                        "家）而其每一分钟仍为中断。为 0 时，结论取决于单一国家。",
         .outages_heads = {"路径",
                           "始（UTC）",
                           "止（UTC）",
                           "分钟数",
                           "最弱一分钟内失去访问的国家数，及能够观测的国家总数",
                           "可剔除的国家数",
                           "确定程度",
                           "自始至终失去访问的国家"},
         .countries = "各国情况，经 {path}",
         .countries_are = "各国的分钟数。部分：其部分探针可访问该服务，其他探针不能。无发言权：进行"
                          "了测量，但其根以外"
                          "的参照点也无法到达。未在其本国以外得到印证：该国失去访问而没有其他国家失"
                          "去访问的分钟数。",
         .cell = "图中高块表示失去访问，中块表示部分，低块表示可访问，横线表示无发言权；空白处未进"
                 "行任何测"
                 "量。每格的分钟数（显示其中最差的一分钟）：{minutes}。",
         .countries_heads = {"国家",
                             "探针",
                             "可访问",
                             "部分",
                             "失去访问",
                             "无发言权",
                             "未测量",
                             "未在其本国以外得到印证",
                             "{from} 至 {to}"},
         .nobody_measured = "没有国家经该路径进行测量。",
         .method = "问题与方法",
         .method_question =
             "根据 {plan} 计划的探针所测量并由日志 {log} 保存的数据，从 {from} 至 {to} "
             "UTC（{minutes}）谁可以访问以下服务：{service}？",
         .method_is =
             "方法为 "
             "{method}。一个国家无论有多少探针都只有一票。如果超过半数能够观测的国家失去访问，该"
             "分钟即为中断。",
         .method_signs = "时间为 UTC，写作“年-月-日 时:分”。国名采用联合国术语，并附 ISO 3166-1 "
                         "代码；如果其中没有某代码的名称，则仅列代码。",
         .probes = "探针",
         .probes_are = "日志所知的所有探针。缺失：位于日志中各批次之间而不在日志中的批次，以及其中"
                       "探针已说明原因的"
                       "数目。断链：未指明前一批次的批次。未覆盖：时段内没有任何计入批次的时间。",
         .probes_heads = {"探针", "密钥", "国家", "网络", "批次", "缺失", "断链", "未覆盖"},
         .network = "AS{asn} {name}",
         .missing = "{missing}，其中 {explained} 已说明",
         .left_out = "计入和剔除的内容",
         .left_out_are = "剔除的内容均不计为失败。",
         .newest = "计入的最后一个批次于 {time} UTC 结束。",
         .left_out_heads = {"内容", "数目"},
         .counted_batches = "计入的批次",
         .not_signed = "未由探针登记时所用密钥签名的批次（任何计划和时间）",
         .contradicted = "同一编号有两个的批次",
         .undated = "时钟没有误差范围或误差范围超过一秒的批次",
         .without_payload = "测量数据不在证据包中的批次",
         .unreadable = "测量数据与所签名内容不符的批次",
         .unknown_targets = "无人说明测量了哪些服务器的批次",
         .counted_measurements = "计入的测量",
         .not_attested = "下表中没有国家为之作证的探针的测量",
         .line_dead = "自身线路中断的探针的测量",
         .intercepted = "途中被他人应答的测量",
         .keys = "以谁的声明为准",
         .keys_are = "如果某国的下列密钥签名声明某探针属于该国，则该探针属于该国。这些是本页编写者"
                     "所采信的密钥；"
                     "读者应使用自己的密钥。",
         .keys_heads = {"国家", "登记密钥"},
         .stamps = "时间戳",
         .stamped_by = "已签名证明本页全部数据最迟于何时已在日志中的时间戳机构：{authoriti"
                       "es}。这些是本页编写者所采信的机构；读者应使用自己采信的机构。",
         .stamps_heads = {"机构", "全部数据最迟已在日志中的时间（UTC）"},
         .not_stamped =
             "本页编写者所采信的时间戳机构均未为本页数据加盖时间戳。数据何时已在日志中，仅"
             "凭见证者的说法。",
         .verify = "如何核验",
         .verify_audit =
             "使用 Tocsin "
             "的审计程序，离线，对单一文件形式的证据包进行核验。它依据您在策略中列出的密钥，"
             "根据探针所签名的内容重新计算本页的每个数据；policy.example 显示策略的格式。",
         .verify_script =
             "仅使用 bash 和 "
             "openssl，在解压后的证据包中进行。脚本核验摘要、日志和见证者的签名以及证明；"
             "并说明它未核验的内容。",
         .verify_own = "密钥、程序和脚本应取自您信任的人，而不是取自本证据包。",
         .more = "此处另有 {count} 行未显示。"},
};

}  // namespace tocsin::bundle
