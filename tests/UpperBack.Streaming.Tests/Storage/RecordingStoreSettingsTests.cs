namespace UpperBack.Streaming.Tests.Storage;

public sealed class RecordingStoreSettingsTests
{
    [Fact]
    public void OnDiskNothingNeedsToBeSaid() => Assert.Empty(new StreamingOptions().FindErrors());

    [Fact]
    public void ObjectStorageNeedsItsAddressBucketAndKeyAndAllIsSaidAtOnce()
    {
        var errors = new StreamingOptions { Store = "s3", S3Endpoint = "s3.example.org" }
            .FindErrors()
            .ToArray();

        Assert.Equal(4, errors.Length);
        Assert.All(["S3Endpoint", "S3Bucket", "S3AccessKey", "S3SecretKey"], name =>
            Assert.Contains(errors, error => error.Contains($"Streaming:{name} is ", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void ObjectStorageThatIsDescribedIsTaken() =>
        Assert.Empty(
            new StreamingOptions
            {
                Store = "s3",
                S3Endpoint = "https://s3.example.org",
                S3Bucket = "recordings",
                S3AccessKey = "name",
                S3SecretKey = "secret",
            }.FindErrors()
        );

    [Fact]
    public void AnotherStoreIsRefused() =>
        Assert.Contains(
            "but must be 'disk' or 's3'",
            Assert.Single(new StreamingOptions { Store = "tape" }.FindErrors()),
            StringComparison.Ordinal
        );
}
