using UpperBack.Host;
using UpperBack.Host.Starting;

OwnerOnly.Begin();

// What a verb prints is its result, not a log; and why nothing came of it is for whoever stands at the console.
#pragma warning disable RS0030
return await UpperBackHost.RunAsync(args, Console.Out, Console.Error);
