// The public log and the log's part of an evidence bundle, checked by somebody else: by Go's own
// implementation of signed notes and transparency logs, golang.org/x/mod/sumdb, from
// docs/formats/log.md, docs/formats/bundle.md and the texts of C2SP, with no code of ours.
package main

import (
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
)

const usage = `usage: log_verifier log DIR KEY [WITNESS_KEY...] [-- OLDER_CHECKPOINT...]
       log_verifier proof FILE ENTRY KEY [WITNESS_KEY...]
       log_verifier bundle DIR KEY [WITNESS_KEY...]
`

func main() {
	arguments := os.Args[1:]
	if len(arguments) < 3 {
		misused(usage)
	}
	what, err := check(arguments[0], arguments[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(what)
}

func misused(why string) {
	fmt.Fprint(os.Stderr, why)
	os.Exit(2)
}

// Says what holds, or what does not.
func check(command string, arguments []string) (string, error) {
	switch command {
	case "log":
		texts, older := cutAt(arguments[1:], "--")
		return checkLog(folder(arguments[0]), keysOf(texts), older)
	case "proof":
		return checkProof(arguments[0], arguments[1], keysOf(arguments[2:]))
	case "bundle":
		return checkBundle(folder(arguments[0]), keysOf(arguments[1:]))
	}
	misused(usage)
	return "", nil
}

func cutAt(list []string, mark string) (front, rest []string) {
	for i, each := range list {
		if each == mark {
			return list[:i], list[i+1:]
		}
	}
	return list, nil
}

// The log's key first: x/mod takes the text as it is. All of them must have signed what is asked.
func keysOf(texts []string) []note.Verifier {
	if len(texts) == 0 {
		misused(usage)
	}
	var keys []note.Verifier
	for i, text := range texts {
		newVerifier := newWitness
		if i == 0 {
			newVerifier = note.NewVerifier
		}
		key, err := newVerifier(text)
		if err != nil {
			misused(fmt.Sprintf("%s: %v\n", text, err))
		}
		keys = append(keys, key)
	}
	return keys
}
