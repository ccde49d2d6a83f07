"""A while loop whose test takes the next one and gives it a name."""

jobs = [7, 0, 5, 3]
done = []
while (job := jobs.pop()) > 0:
    done.append(job * 2)
print(done, jobs)
