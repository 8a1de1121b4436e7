#include "core/bundle/report_texts.h"

namespace tocsin::bundle {

const Catalogue spanish{
    .language = Language::spanish,
    .direction = Direction::left_to_right,
    .reviewed_by = "",
    .counted =
        {.minutes = {.one = "{count} minuto",
                     .many = "{count} de minutos",
                     .other = "{count} minutos"},
         .outages = {.one = "{count} interrupción",
                     .many = "{count} de interrupciones",
                     .other = "{count} interrupciones"},
         .countries = {.one = "{count} país",
                       .many = "{count} de países",
                       .other = "{count} países"},
         .networks = {.one = "{count} red", .many = "{count} de redes", .other = "{count} redes"},
         .probes = {.one = "{count} sonda", .many = "{count} de sondas", .other = "{count} sondas"},
         .authorities = {.one = "{count} autoridad",
                         .many = "{count} de autoridades",
                         .other = "{count} autoridades"}},
    .texts =
        {.unreviewed = "traducción no revisada: ningún hablante nativo identificado la ha aprobado",
         .title = "Accesibilidad: {service}",
         .title_span = "de {from} a {to} UTC",
         .warning = "Esta página dice lo que su autor ha calculado y no prueba nada por sí misma: "
                    "compruebe el expediente del que trata, como dice la última sección.",
         .letter = "servidor raíz {letter}",
         .root = "la raíz del DNS (se necesitan {needed} de sus {letters} letras)",
         .country = "{name} ({code})",
         .from_to = "de {from} a {to}",
         .of_all = "{count} de {all}",
         .list_comma = ", ",
         .none = "ninguno",
         .and_more = "y más",
         .what = "Qué",
         .nothing = "Nada puede decirse: en ningún minuto hubo un país en condiciones de observar.",
         .no_outage =
             "No se constató ninguna interrupción: en ninguno de los minutos en que algún país "
             "estaba en condiciones de observar había perdido el acceso más de la mitad de los "
             "países en condiciones de observar. Servicio: {service}.",
         .outages_begin =
             "Hubo minutos en que más de la mitad de los países en condiciones de observar había "
             "perdido el acceso. Servicio: {service}.",
         .outage_over = "Por {path}: {outages}, en total {minutes}.",
         .not_told = "Por {path}, tiempo sin ningún país en condiciones de observar: {minutes} de "
                     "{all}; de "
                     "ello no se dice nada.",
         .when = "Cuándo (UTC)",
         .when_outage = "Por {path}: de {from} a {to}, {minutes}.",
         .when_longest = "La más larga por {path}: de {from} a {to}, {minutes}.",
         .began_between = "Comenzó entre {from} y {to}.",
         .began_before = "Comenzó antes de {to}; no se sabe cuánto antes.",
         .ended_between = "Terminó entre {from} y {to}.",
         .ended_after = "Terminó después de {from}; no se sabe cuánto después.",
         .clocks = "Los relojes de las sondas pueden desviarse hasta 1 s.",
         .seen_from = "Observado desde",
         .measured =
             "De las sondas que un país había reconocido como suyas al comienzo del período, "
             "midieron: {countries} de {all_countries}, {networks} de {all_networks}, {probes} de "
             "{all_probes}.",
         .lost_by = "Por {path}, países que habían perdido el acceso, de los que estaban en "
                    "condiciones de "
                    "observar, en el minuto más débil: {lost} de {voices}.",
         .lost_throughout = "Lo habían perdido todo el tiempo: {countries}.",
         .networks = "Redes de sus sondas que midieron: {networks}.",
         .worked = "Qué seguía funcionando",
         .worked_countries = "Por {path}, tuvieron acceso al servicio todo el tiempo: {countries}.",
         .worked_root = "En los mismos minutos, países que tuvieron todo el tiempo acceso a "
                        "{root}, de los que "
                        "midieron: {reached} de {all}.",
         .worked_paths = "No se constató ninguna interrupción por: {paths}.",
         .worked_nothing = "Nada que estas mediciones muestren.",
         .sure = "Grado de certeza",
         .sure_outage = "Interrupción por {path} desde {from}: {word}.",
         .sure_none = "Ausencia de interrupción por {path}: {word}.",
         .words = {"nada se sabe",
                   "no concluyente",
                   "no corroborado fuera de su país",
                   "débilmente corroborado",
                   "corroborado",
                   "bien corroborado"},
         .scale = "Los términos del grado de certeza",
         .scale_heads = {"Término", "Qué significa"},
         .meanings =
             {"En ningún minuto hubo un país en condiciones de observar.",
              "Cambiaría si todos los países sin datos en un minuto hubieran tenido acceso al "
              "servicio en él, o si todos lo hubieran perdido. Sin datos están los que habían "
              "reconocido una sonda como suya y entonces no estaban en condiciones de observar, "
              "hubieran medido o no por esa vía en otro momento.",
              "En ninguno de sus minutos había perdido el acceso un segundo país; si no se "
              "constató "
              "ninguna interrupción, midió un solo país.",
              "Cambiaría si se dejaran fuera los datos de un solo país.",
              "Se mantiene si se dejan fuera los datos de un país, cualquiera que sea.",
              "Se mantiene si se dejan fuera los datos de dos países, cualesquiera que sean."},
         .not_shown = "Qué no muestra esto",
         .not_shown_cause =
             "La causa: por qué no se alcanzó el servicio, ni si había siquiera un servidor caído.",
         .not_shown_intent = "La intención: si alguien lo quiso.",
         .not_shown_legality = "La legalidad: si algo fue lícito o no.",
         .not_shown_rest =
             "Lo que ocurrió entre dos mediciones, y lo que atañe a países, redes y servicios que "
             "no se nombran aquí.",
         .figures = "Cifras",
         .figures_are =
             "Lo que no se midió no se cuenta ni como alcanzado ni como perdido. Los límites son "
             "los minutos de interrupción si todos los países sin datos en un minuto hubieran "
             "tenido acceso al servicio en él, y si todos lo hubieran perdido. Todas las cifras se "
             "refieren a los países y sondas siguientes, y a ningún otro.",
         .paths_heads = {"Vía",
                         "Minutos con algún país en condiciones de observar, de todos",
                         "Países en condiciones de observar a la vez",
                         "De los países que habían reconocido una sonda",
                         "Interrupciones",
                         "Minutos de interrupción",
                         "Sus límites"},
         .chart = "Los países a lo largo del tiempo",
         .chart_is =
             "De abajo arriba: países que habían perdido el acceso (oscuro), lo tenían en parte "
             "(medio) y lo tenían (claro); en blanco: sin datos. La altura son todos los países "
             "que habían reconocido una sonda como suya; la línea, la mitad de ellos. Minutos en "
             "cada posición, de los "
             "que se muestra aquel en que más países habían perdido el acceso: {minutes}. El "
             "tiempo "
             "corre de izquierda a derecha.",
         .chart_heads = {"Vía", "De {from} a {to}"},
         .outages = "Interrupciones",
         .outages_are =
             "Entre paréntesis: entre qué momentos comenzó y terminó cada una. De cada una se dice "
             "cuántos países pueden dejarse fuera, cualesquiera que sean, de modo que cada uno de "
             "sus minutos siga siendo una interrupción. Con 0 depende de un solo país.",
         .outages_heads = {"Vía",
                           "De (UTC)",
                           "A (UTC)",
                           "Minutos",
                           "Perdido, de los países en condiciones de observar, en su minuto más "
                           "débil",
                           "Países que pueden dejarse fuera",
                           "Grado de certeza",
                           "Lo habían perdido todo el tiempo"},
         .countries = "Por países, por {path}",
         .countries_are =
             "Minutos de cada país. En parte: algunas de sus sondas alcanzaron el servicio y otras "
             "no. Sin voz: midió, pero tampoco se alcanzaban sus referencias fuera de la raíz. No "
             "corroborado fuera de su país: minutos en que él había perdido el acceso y ningún "
             "otro "
             "país.",
         .cell =
             "En la imagen, un bloque alto es perdido, uno medio en parte, uno bajo alcanzado y "
             "una "
             "línea sin voz; donde está en blanco no se midió nada. Minutos en cada posición, de "
             "los que se muestra el peor: {minutes}.",
         .countries_heads = {"País",
                             "Sondas",
                             "Alcanzado",
                             "En parte",
                             "Perdido",
                             "Sin voz",
                             "No medido",
                             "No corroborado fuera de su país",
                             "De {from} a {to}"},
         .nobody_measured = "Ningún país midió por esta vía.",
         .method = "Pregunta y método",
         .method_question =
             "¿Quién tenía acceso al servicio ({service}) de {from} a {to} UTC ({minutes}), según "
             "las mediciones de las sondas del plan {plan} que ha conservado el registro {log}?",
         .method_is =
             "El método es {method}. Un país es una voz, por muchas sondas que tenga. Un minuto es "
             "una interrupción cuando más de la mitad de los países en condiciones de observar "
             "había perdido el acceso.",
         .method_signs =
             "Las horas son UTC, escritas año-mes-día hora:minuto. Los países se nombran en la "
             "terminología de las Naciones Unidas, con su código ISO 3166-1; cuando no hay en ella "
             "nombre para un código, el código figura solo.",
         .probes = "Sondas",
         .probes_are =
             "Todas las sondas que el registro conocía. Faltan: lotes que se sitúan entre los del "
             "registro y no están, y de cuántos de ellos dio la sonda una razón. Rotos: lotes que "
             "no nombran el anterior. Sin cubrir: tiempo del período en que no tenía ningún lote "
             "que cuente.",
         .probes_heads =
             {"Sonda", "Clave", "País", "Red", "Lotes", "Faltan", "Rotos", "Sin cubrir"},
         .network = "AS{asn} {name}",
         .missing = "{missing}, de ellos {explained} explicados",
         .left_out = "Qué cuenta y qué se dejó fuera",
         .left_out_are = "Nada de lo que se dejó fuera se cuenta como fallo.",
         .newest = "El último de los lotes que cuentan se cerró a las {time} UTC.",
         .left_out_heads = {"Qué", "Cuántos"},
         .counted_batches = "lotes que cuentan",
         .not_signed = "lotes, de cualquier plan y momento, no firmados con una clave con la que "
                       "se inscribió "
                       "una sonda",
         .contradicted = "lotes de los que hay dos con un mismo número",
         .undated = "lotes cuyo reloj no tenía límite de error, o lo tenía superior a un segundo",
         .without_payload = "lotes cuyas mediciones no están en el expediente",
         .unreadable = "lotes cuyas mediciones no son las que se firmaron",
         .unknown_targets = "lotes de los que nadie dice qué servidores midieron",
         .counted_measurements = "mediciones que cuentan",
         .not_attested = "mediciones de sondas que ningún país de la lista siguiente había "
                         "reconocido como suyas",
         .line_dead = "mediciones de sondas cuya propia línea estaba cortada",
         .intercepted = "mediciones a las que alguien había respondido por el camino",
         .keys = "A qué países se cree, y por qué clave",
         .keys_are =
             "Una sonda es de un país cuando esta clave del país ha firmado que lo es. Estas son "
             "las claves que acepta el autor de esta página; cada lector aporta las suyas.",
         .keys_heads = {"País", "Clave de inscripción"},
         .stamps = "Sellos de tiempo",
         .stamped_by =
             "Autoridades de sellado de tiempo que han firmado en qué momento, a más tardar, "
             "todos los datos de esta página estaban en el registro: {authorities}. Son las "
             "que acepta el autor de esta página; cada lector aporta las suyas.",
         .stamps_heads = {"Autoridad", "Todos los datos estaban allí a más tardar (UTC)"},
         .not_stamped =
             "Ninguna autoridad de sellado de tiempo que acepta el autor de esta página ha "
             "sellado los datos de esta página. Solo los testigos dicen cuándo estaban en el "
             "registro.",
         .verify = "Cómo comprobarlo",
         .verify_audit =
             "Con el auditor de Tocsin, sin conexión, sobre el expediente en un solo archivo. "
             "Vuelve a calcular cada cifra de esta página a partir de lo que las sondas firmaron, "
             "con las claves que usted nombra en su política; policy.example muestra su forma.",
         .verify_script =
             "Solo con bash y openssl, en el expediente descomprimido. Comprueba resúmenes "
             "criptográficos, firmas del registro y de los testigos, y pruebas; dice lo que no "
             "comprueba.",
         .verify_own =
             "Traiga las claves, los programas y el script de alguien en quien confíe, no de este "
             "expediente.",
         .more = "Filas no mostradas aquí: {count}."},
};

}  // namespace tocsin::bundle
