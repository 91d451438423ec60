using Signal.MediaNode;

await MediaNodeApp.Build(args).RunAsync();
