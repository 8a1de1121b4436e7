// A witness over HTTP, as C2SP tlog-witness says; submission and monitoring prefix are the root:
//
//   POST /add-checkpoint                        200 with the cosignature, 400, 403, 404, 409, 422
//   GET /<hex of SHA-256 of the origin>/checkpoint    what was cosigned last: whoever compares it
//                                               with what others see finds a log of two faces
#pragma once

#include <functional>

#include "core/base/clock.h"
#include "core/http/router.h"
#include "core/witnessing/durable_witness.h"

namespace tocsin::witnessing {

// Called where the witness can no longer write, once, before the answer (500) goes out.
using WitnessFailed = std::function<void(const Error&)>;

// Both references outlive the router.
http::Router witness_routes(DurableWitness& witness, const Clock& clock, WitnessFailed failed);

// What somebody should read: a fork above all.
void tell(const DurableWitness::Answer& answer);

}  // namespace tocsin::witnessing
