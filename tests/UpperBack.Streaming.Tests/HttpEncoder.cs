using System.IO.Pipelines;

namespace UpperBack.Streaming.Tests;

/// <summary>An encoder that streams by HTTP for as long as it likes.</summary>
internal sealed class HttpEncoder : IAsyncDisposable
{
    private readonly Pipe pipe = new();
    private readonly CancellationTokenSource dropped = new();
    private readonly HttpClient http;

    private HttpEncoder(Uri address, string key)
    {
        http = new HttpClient { BaseAddress = address };
        Response = http.SendAsync(PlannedClass.Request(key, new Body(pipe.Reader)), dropped.Token);
    }

    /// <summary>The answer, which comes when the stream is over.</summary>
    public Task<HttpResponseMessage> Response { get; }

    public static HttpEncoder Start(Uri address, string key) => new(address, key);

    public async Task SendAsync(params byte[][] pieces)
    {
        foreach (var piece in pieces)
            await pipe.Writer.WriteAsync(piece);
    }

    /// <summary>Ends the stream as it should be.</summary>
    public async Task<HttpResponseMessage> FinishAsync()
    {
        await pipe.Writer.CompleteAsync();
        return await Response;
    }

    /// <summary>Loses the connection.</summary>
    public async Task DropAsync()
    {
        await dropped.CancelAsync();
        await Response.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Response.IsCompleted)
            await DropAsync();
        http.Dispose();
        dropped.Dispose();
    }

    private sealed class Body(PipeReader from) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context,
            CancellationToken ct
        )
        {
            await stream.FlushAsync(ct);
            while (true)
            {
                var read = await from.ReadAsync(ct);
                foreach (var piece in read.Buffer)
                    await stream.WriteAsync(piece, ct);
                await stream.FlushAsync(ct);
                from.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return;
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
