using System.Collections.Concurrent;
using System.Net.Http.Json;

namespace UpperBack.Crowd;

/// <summary>People without a right password who sign in all the time, each as soon as the last try was answered: half
/// of them as members, half as people that nobody knows.</summary>
internal sealed class Strangers(Func<HttpClient> client, int count, IReadOnlyList<string> members)
{
    private readonly ConcurrentDictionary<HttpStatusCode, int> answers = new();

    /// <summary>How often each answer was given.</summary>
    public IReadOnlyDictionary<HttpStatusCode, int> Answers => answers;

    public Task RunAsync(CancellationToken over) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(stranger => TryAsync(stranger, over)));

    private async Task TryAsync(int stranger, CancellationToken over)
    {
        using var http = client();
        for (var attempt = 0; !over.IsCancellationRequested; attempt++)
        {
            var email =
                stranger % 2 == 0
                    ? $"nobody-{stranger}-{attempt}@example.test"
                    : members[(stranger + attempt) % members.Count];
            try
            {
                using var answer = await http.PostAsJsonAsync(
                    "/api/accounts/sign-in",
                    new { email, password = "not the password" },
                    over
                );
                answers.AddOrUpdate(answer.StatusCode, 1, (_, seen) => seen + 1);
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                    await Task.Delay(TimeSpan.FromMilliseconds(100), over);
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
