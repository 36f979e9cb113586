package main

import (
	"context"
	"os"
	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	f, err := ferretdb.New(&ferretdb.Config{Listener: ferretdb.ListenerConfig{TCP: os.Args[1]}, Handler: "sqlite", SQLiteURL: os.Args[2]})
	if err != nil { panic(err) }
	if err := f.Run(context.Background()); err != nil { panic(err) }
}
