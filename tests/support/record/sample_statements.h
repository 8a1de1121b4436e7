// Statements about the probe of sample_batch.h: the worked examples of docs/formats.
#pragma once

#include "core/plan/plan.h"
#include "core/record/acknowledgement.h"
#include "core/record/attestation.h"
#include "core/record/enrolment.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record::sample {

Acknowledgement acknowledgement();  // of batch()
Attestation attestation();
Enrolment enrolment();
plan::Plan plan();  // with every field that watch leaves at zero

}  // namespace tocsin::record::sample
