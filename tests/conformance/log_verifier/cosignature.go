package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

const algorithmCosignature = 4

// A witness's key (C2SP tlog-cosignature), which x/mod has no verifier for.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(signature)
	if at == 0 || at > math.MaxInt64 {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", at, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

func newWitness(text string) (note.Verifier, error) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("no verifier key")
	}
	blob, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(blob) != 1+ed25519.PublicKeySize || blob[0] != algorithmCosignature {
		return nil, errors.New("no witness's key")
	}
	digest := sha256.Sum256(append([]byte(parts[0]+"\n"), blob...))
	if hex.EncodeToString(digest[:4]) != parts[1] {
		return nil, errors.New("its id is not that of its key")
	}
	return &witness{parts[0], binary.BigEndian.Uint32(digest[:]), blob[1:]}, nil
}

// When a witness signed, of a signature that has been verified.
func cosignedAt(signature note.Signature) string {
	bytes, err := base64.StdEncoding.DecodeString(signature.Base64)
	if err != nil || len(bytes) < 12 {
		return "?"
	}
	at := time.Unix(int64(binary.BigEndian.Uint64(bytes[4:])), 0)
	return signature.Name + " at " + at.UTC().Format(time.RFC3339)
}
