#include "core/bundle/report_texts.h"

namespace tocsin::bundle {

const Catalogue french{
    .language = Language::french,
    .direction = Direction::left_to_right,
    .reviewed_by = "",
    .counted =
        {.minutes = {.one = "{count} minute",
                     .many = "{count} de minutes",
                     .other = "{count} minutes"},
         .outages = {.one = "{count} panne",
                     .many = "{count} de pannes",
                     .other = "{count} pannes"},
         .countries = {.one = "{count} pays", .many = "{count} de pays", .other = "{count} pays"},
         .networks = {.one = "{count} réseau",
                      .many = "{count} de réseaux",
                      .other = "{count} réseaux"},
         .probes = {.one = "{count} sonde", .many = "{count} de sondes", .other = "{count} sondes"},
         .authorities = {.one = "{count} autorité",
                         .many = "{count} d’autorités",
                         .other = "{count} autorités"}},
    .texts =
        {.unreviewed =
             "traduction non révisée : aucun locuteur natif nommément désigné ne l’a approuvée",
         .title = "Accessibilité : {service}",
         .title_span = "du {from} au {to} UTC",
         .warning = "Cette page dit ce que son auteur a calculé et ne prouve rien par elle-même : "
                    "vérifiez "
                    "le dossier dont elle traite, comme l’indique la dernière section.",
         .letter = "serveur racine {letter}",
         .root = "la racine du DNS ({needed} de ses {letters} lettres sont nécessaires)",
         .country = "{name} ({code})",
         .from_to = "de {from} à {to}",
         .of_all = "{count} sur {all}",
         .list_comma = ", ",
         .none = "aucun",
         .and_more = "et d’autres",
         .what = "Quoi",
         .nothing = "On ne peut rien dire : à aucune minute un pays n’était en mesure d’observer.",
         .no_outage =
             "Aucune panne n’a été constatée : dans aucune des minutes où un pays était en mesure "
             "d’observer, plus de la moitié des pays en mesure d’observer n’avaient perdu l’accès. "
             "Service : {service}.",
         .outages_begin =
             "Il y a eu des minutes où plus de la moitié des pays en mesure d’observer avaient "
             "perdu l’accès. Service : {service}.",
         .outage_over = "Par {path} : {outages}, au total {minutes}.",
         .not_told =
             "Par {path}, durée sans aucun pays en mesure d’observer : {minutes} sur {all} ; on "
             "n’en dit rien.",
         .when = "Quand (UTC)",
         .when_outage = "Par {path} : du {from} au {to}, {minutes}.",
         .when_longest = "La plus longue par {path} : du {from} au {to}, {minutes}.",
         .began_between = "Début : entre {from} et {to}.",
         .began_before = "Début : avant {to} ; on ne sait pas depuis quand.",
         .ended_between = "Fin : entre {from} et {to}.",
         .ended_after = "Fin : après {from} ; on ne sait pas quand.",
         .clocks = "Les horloges des sondes peuvent s’écarter d’une seconde au plus.",
         .seen_from = "Observé depuis",
         .measured = "Parmi les sondes qu’un pays avait reconnues comme siennes au début de la "
                     "période, ont "
                     "mesuré : {countries} sur {all_countries}, {networks} sur {all_networks}, "
                     "{probes} sur "
                     "{all_probes}.",
         .lost_by =
             "Par {path}, pays qui avaient perdu l’accès, parmi ceux en mesure d’observer, dans la "
             "minute la plus faible : {lost} sur {voices}.",
         .lost_throughout = "L’avaient perdu tout du long : {countries}.",
         .networks = "Réseaux de leurs sondes qui ont mesuré : {networks}.",
         .worked = "Ce qui fonctionnait encore",
         .worked_countries = "Par {path}, avaient accès au service tout du long : {countries}.",
         .worked_root =
             "Dans les mêmes minutes, pays qui avaient tout du long accès à {root}, parmi ceux qui "
             "ont mesuré : {reached} sur {all}.",
         .worked_paths = "Aucune panne n’a été constatée par : {paths}.",
         .worked_nothing = "Rien que ces mesures montrent.",
         .sure = "Degré de certitude",
         .sure_outage = "Panne par {path} à partir du {from} : {word}.",
         .sure_none = "Absence de panne par {path} : {word}.",
         .words = {"on n’en sait rien",
                   "non concluant",
                   "non corroboré hors de son pays",
                   "faiblement corroboré",
                   "corroboré",
                   "bien corroboré"},
         .scale = "Les termes du degré de certitude",
         .scale_heads = {"Terme", "Ce qu’il signifie"},
         .meanings =
             {"À aucune minute un pays n’était en mesure d’observer.",
              "Le constat changerait si tous les pays muets dans une minute avaient eu accès au "
              "service, ou l’avaient tous perdu. Sont muets ceux qui avaient reconnu une sonde "
              "comme leur et n’étaient pas en mesure d’observer alors, qu’ils aient ou non mesuré "
              "par cette voie à un autre moment.",
              "Dans aucune de ses minutes un deuxième pays n’avait perdu l’accès ; s’il n’y a pas "
              "de panne, un seul pays a mesuré.",
              "Le constat changerait si l’on écartait les données d’un seul pays.",
              "Le constat tient si l’on écarte les données d’un pays, quel qu’il soit.",
              "Le constat tient si l’on écarte les données de deux pays, quels qu’ils soient."},
         .not_shown = "Ce que cela ne montre pas",
         .not_shown_cause =
             "La cause : pourquoi le service n’a pas été atteint, ni même si un serveur était en "
             "panne.",
         .not_shown_intent = "L’intention : si quelqu’un l’a voulu.",
         .not_shown_legality = "La légalité : si quoi que ce soit était licite ou non.",
         .not_shown_rest =
             "Ce qui s’est passé entre deux mesures, et ce qui concerne les pays, réseaux et "
             "services qui ne sont pas nommés ici.",
         .figures = "Chiffres",
         .figures_are =
             "Ce qui n’a pas été mesuré n’est compté ni comme atteint ni comme perdu. Les bornes "
             "sont les minutes de panne si tous les pays muets dans une minute avaient eu accès au "
             "service, et si tous l’avaient perdu. Tous les chiffres portent sur les pays et les "
             "sondes ci-dessous, et sur aucun autre.",
         .paths_heads = {"Voie",
                         "Minutes où un pays était en mesure d’observer, sur toutes",
                         "Pays en mesure d’observer en même temps",
                         "Sur les pays qui avaient reconnu une sonde",
                         "Pannes",
                         "Minutes de panne",
                         "Leurs bornes"},
         .chart = "Les pays au fil du temps",
         .chart_is =
             "De bas en haut : pays qui avaient perdu l’accès (foncé), l’avaient en partie "
             "(moyen), "
             "l’avaient (clair) ; blanc : muets. La hauteur représente tous les pays qui "
             "avaient reconnu une sonde comme leur, la ligne leur moitié. Minutes par position, "
             "dont on montre celle où "
             "le plus de pays avaient perdu l’accès : {minutes}. Le temps va de gauche à droite.",
         .chart_heads = {"Voie", "Du {from} au {to}"},
         .outages = "Pannes",
         .outages_are =
             "Entre parenthèses : entre quels instants chacune a commencé et fini. Pour chacune, "
             "il "
             "est dit combien de pays on peut écarter, quels qu’ils soient, chacune de ses minutes "
             "restant une panne. Avec 0, elle tient à un seul pays.",
         .outages_heads = {"Voie",
                           "Du (UTC)",
                           "Au (UTC)",
                           "Minutes",
                           "Perdu, parmi les pays en mesure d’observer, dans sa minute la plus "
                           "faible",
                           "Pays que l’on peut écarter",
                           "Degré de certitude",
                           "L’avaient perdu tout du long"},
         .countries = "Par pays, par {path}",
         .countries_are =
             "Minutes de chaque pays. En partie : certaines de ses sondes ont atteint le service, "
             "d’autres non. Sans voix : il a mesuré, mais ses références hors de la racine étaient "
             "elles aussi hors d’atteinte. Non corroboré hors de son pays : minutes où il avait "
             "perdu l’accès et aucun autre pays.",
         .cell =
             "Dans l’image, un bloc haut signifie perdu, un bloc moyen en partie, un bloc bas "
             "atteint et un trait sans voix ; là où elle est blanche, rien n’a été mesuré. Minutes "
             "par position, dont la pire est montrée : {minutes}.",
         .countries_heads = {"Pays",
                             "Sondes",
                             "Atteint",
                             "En partie",
                             "Perdu",
                             "Sans voix",
                             "Non mesuré",
                             "Non corroboré hors de son pays",
                             "Du {from} au {to}"},
         .nobody_measured = "Aucun pays n’a mesuré par cette voie.",
         .method = "Question et méthode",
         .method_question = "Qui avait accès au service ({service}) du {from} au {to} UTC "
                            "({minutes}), d’après les "
                            "mesures des sondes du plan {plan} conservées par le journal {log} ?",
         .method_is =
             "La méthode est {method}. Un pays est une voix, quel que soit le nombre de ses "
             "sondes. "
             "Une minute est une panne lorsque plus de la moitié des pays en mesure d’observer "
             "avaient perdu l’accès.",
         .method_signs =
             "Les heures sont en UTC, écrites année-mois-jour heure:minute. Les pays sont nommés "
             "dans la terminologie des Nations Unies, avec leur code ISO 3166-1 ; lorsqu’elle n’a "
             "pas de nom pour un code, le code figure seul.",
         .probes = "Sondes",
         .probes_are =
             "Toutes les sondes que le journal connaissait. Manquants : lots situés entre ceux du "
             "journal et qui n’y sont pas, et pour combien d’entre eux la sonde a donné une "
             "raison. "
             "Rompus : lots qui ne nomment pas le précédent. Non couvert : temps de la période où "
             "elle n’avait aucun lot qui compte.",
         .probes_heads =
             {"Sonde", "Clé", "Pays", "Réseau", "Lots", "Manquants", "Rompus", "Non couvert"},
         .network = "AS{asn} {name}",
         .missing = "{missing}, dont {explained} expliqués",
         .left_out = "Ce qui compte et ce qui a été écarté",
         .left_out_are = "Rien de ce qui a été écarté n’est compté comme un échec.",
         .newest = "Le dernier des lots qui comptent a été clos le {time} UTC.",
         .left_out_heads = {"Quoi", "Combien"},
         .counted_batches = "lots qui comptent",
         .not_signed =
             "lots, de tout plan et de toute date, non signés par une clé avec laquelle une sonde "
             "s’est inscrite",
         .contradicted = "lots dont il existe deux sous un même numéro",
         .undated =
             "lots dont l’horloge n’avait pas de borne, ou une borne supérieure à une seconde",
         .without_payload = "lots dont les mesures ne sont pas dans le dossier",
         .unreadable = "lots dont les mesures ne sont pas celles qui ont été signées",
         .unknown_targets = "lots dont personne ne dit quels serveurs ils ont mesurés",
         .counted_measurements = "mesures qui comptent",
         .not_attested = "mesures de sondes qu’aucun pays de la liste ci-dessous n’avait reconnues "
                         "comme siennes",
         .line_dead = "mesures de sondes dont la propre ligne était coupée",
         .intercepted = "mesures auxquelles quelqu’un avait répondu en chemin",
         .keys = "Quels pays sont crus, et par quelle clé",
         .keys_are =
             "Une sonde est celle d’un pays lorsque la clé ci-dessous de ce pays a signé qu’elle "
             "l’est. Ces clés sont celles que retient l’auteur de cette page ; chaque lecteur "
             "apporte les siennes.",
         .keys_heads = {"Pays", "Clé d’inscription"},
         .stamps = "Horodatages",
         .stamped_by =
             "Autorités d’horodatage qui ont signé à quel moment, au plus tard, toutes les "
             "données de cette page se trouvaient dans le journal : {authorities}. Ce sont "
             "celles que retient l’auteur de cette page ; chaque lecteur apporte les siennes.",
         .stamps_heads = {"Autorité", "Toutes les données s’y trouvaient au plus tard (UTC)"},
         .not_stamped =
             "Aucune autorité d’horodatage que retient l’auteur de cette page n’a horodaté "
             "les données de cette page. Seuls les témoins disent quand elles se trouvaient "
             "dans le journal.",
         .verify = "Comment vérifier",
         .verify_audit =
             "Avec l’auditeur de Tocsin, hors ligne, sur le dossier en un seul fichier. Il "
             "recalcule chaque chiffre de cette page à partir de ce que les sondes ont signé, avec "
             "les clés que vous nommez dans votre politique ; policy.example en montre la forme.",
         .verify_script =
             "Avec bash et openssl seuls, dans le dossier décompressé. Le script vérifie les "
             "empreintes, les signatures du journal et des témoins, et les preuves ; il dit ce "
             "qu’il ne vérifie pas.",
         .verify_own =
             "Apportez les clés, les programmes et le script de quelqu’un en qui vous avez "
             "confiance, et non de ce dossier.",
         .more = "Lignes non affichées ici : {count}."},
};

}  // namespace tocsin::bundle
