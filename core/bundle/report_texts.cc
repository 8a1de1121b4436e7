#include "core/bundle/report_texts.h"

namespace tocsin::bundle {

const Catalogue& catalogue_of(Language language) {
  switch (language) {
    case Language::french:
      return french;
    case Language::spanish:
      return spanish;
    case Language::russian:
      return russian;
    case Language::chinese:
      return chinese;
    case Language::arabic:
      return arabic;
    case Language::english:
      break;
  }
  return english;
}

}  // namespace tocsin::bundle
