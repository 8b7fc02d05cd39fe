using UpperBack.Host;

// What a verb prints is its result, not a log.
#pragma warning disable RS0030
return await UpperBackHost.RunAsync(args, Console.Out);
